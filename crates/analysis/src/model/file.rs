//! How is a model written into a file?
//!
//! One line of JSON says what is in it; behind it stand, for each task, the features that weigh
//! anything: the distance from the one before and a whole number for each class.

use serde::{Deserialize, Serialize};

use super::packed::Packed;
use super::{Model, Task};

/// Features whose weights are all below so many steps are left out.
const LEAST: u16 = 6;
/// The only form there is so far.
const FORM: u32 = 1;

/// Why bytes are no model.
#[derive(Debug, thiserror::Error)]
pub enum ModelFileError {
    /// The first line does not say what is in it.
    #[error("the heading cannot be read: {0}")]
    Heading(#[from] serde_json::Error),
    /// It was written by a later version of the program.
    #[error("form {0} is unknown")]
    Form(u32),
    /// It ends too early or names features that there are not.
    #[error("the weights are cut off or out of range")]
    Weights,
}

#[derive(Serialize, Deserialize)]
struct Heading {
    form: u32,
    version: u32,
    sources: Vec<String>,
    tasks: Vec<TaskHeading>,
}

#[derive(Serialize, Deserialize)]
struct TaskHeading {
    task: Task,
    bias: Vec<f32>,
    /// What one step weighs.
    step: f32,
    features: usize,
}

impl Model {
    /// The bytes of a model file. Features that hardly weigh anything are left out.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut headings = Vec::new();
        let mut body = Vec::new();
        for (&task, packed) in &self.tasks {
            let mut features = 0;
            let mut previous = 0;
            for (number, row) in packed.rows.chunks(packed.classes).enumerate() {
                if row.iter().all(|steps| steps.unsigned_abs() < LEAST) {
                    continue;
                }
                write_distance(&mut body, number - previous);
                previous = number;
                body.extend(row.iter().flat_map(|step| step.to_le_bytes()));
                features += 1;
            }
            headings.push(TaskHeading {
                task,
                bias: packed.bias.clone(),
                step: packed.step,
                features,
            });
        }
        let heading = Heading {
            form: FORM,
            version: self.version,
            sources: self.sources.clone(),
            tasks: headings,
        };
        let mut bytes = serde_json::to_vec(&heading).unwrap_or_default();
        bytes.push(b'\n');
        bytes.extend(body);
        bytes
    }

    /// Reads a model file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelFileError> {
        let end = bytes.iter().position(|&byte| byte == b'\n');
        let (first, mut rest) = bytes.split_at(end.unwrap_or(bytes.len()));
        let heading: Heading = serde_json::from_slice(first)?;
        if heading.form != FORM {
            return Err(ModelFileError::Form(heading.form));
        }
        rest = rest.get(1..).unwrap_or_default();
        let mut model = Self {
            version: heading.version,
            sources: heading.sources,
            ..Self::default()
        };
        for TaskHeading {
            task,
            bias,
            step,
            features,
        } in heading.tasks
        {
            let classes = task.classes().len();
            if bias.len() != classes {
                return Err(ModelFileError::Weights);
            }
            let mut packed = Packed::empty(classes, task.bits(), step);
            packed.bias = bias;
            let mut number = 0;
            for _ in 0..features {
                number += read_distance(&mut rest).ok_or(ModelFileError::Weights)?;
                let row = packed
                    .rows
                    .get_mut(number * classes..(number + 1) * classes)
                    .ok_or(ModelFileError::Weights)?;
                for weight in row {
                    let (bytes, after) = rest.split_first_chunk().ok_or(ModelFileError::Weights)?;
                    *weight = i16::from_le_bytes(*bytes);
                    rest = after;
                }
            }
            model.put(task, packed);
        }
        Ok(model)
    }
}

/// Seven bits a byte, the lowest first.
fn write_distance(bytes: &mut Vec<u8>, mut distance: usize) {
    loop {
        let low = u8::try_from(distance & 0x7f).unwrap_or(0);
        distance >>= 7;
        if distance == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

fn read_distance(bytes: &mut &[u8]) -> Option<usize> {
    let mut distance = 0;
    for place in 0..4 {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        distance |= usize::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some(distance);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::linear::Linear;
    use super::super::packed::OF_CORPUS;
    use super::*;

    fn model() -> Model {
        let mut model = Model {
            version: 3,
            sources: vec!["test".to_owned()],
            ..Model::default()
        };
        let mut linear = Linear::empty(3, Task::Kind.bits());
        linear.bias = vec![0.5, -0.25, 0.0];
        linear.weights[7] = 2.0;
        linear.weights[9000] = -1.0;
        linear.weights[9001] = 0.000_001;
        model.put(Task::Kind, Packed::of(&linear, OF_CORPUS));
        model
    }

    #[test]
    fn what_weighs_anything_comes_back() {
        let read = Model::from_bytes(&model().to_bytes()).unwrap();
        assert_eq!(read.version, 3);
        assert_eq!(read.sources, ["test"]);
        let linear = read.linear(Task::Kind).unwrap();
        assert!((linear.weights[7] - 2.0).abs() < 0.001);
        assert!((linear.weights[9000] + 1.0).abs() < 0.001);
        assert!(linear.weights[9001].abs() < f32::EPSILON);
        assert_eq!(linear.bias, [0.5, -0.25, 0.0]);
    }

    #[test]
    fn a_damaged_file_is_an_error() {
        let bytes = model().to_bytes();
        assert!(matches!(
            Model::from_bytes(&bytes[..bytes.len() - 1]),
            Err(ModelFileError::Weights)
        ));
        assert!(matches!(
            Model::from_bytes(b""),
            Err(ModelFileError::Heading(_))
        ));
        let later = br#"{"form":9,"version":1,"sources":[],"tasks":[]}"#;
        assert!(matches!(
            Model::from_bytes(later),
            Err(ModelFileError::Form(9))
        ));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(noise in proptest::collection::vec(any::<u8>(), 0..60), at in 0usize..200) {
            let mut bytes = model().to_bytes();
            let end = bytes.len();
            bytes.splice(at.min(end)..(at + noise.len()).min(end), noise);
            let _ = Model::from_bytes(&bytes);
        }
    }
}
