//! What many petitions speak of: for everybody, with small numbers kept back, and for officials, with the petitions.

mod support;

use support::TestServer;

#[tokio::test]
async fn explore() {
    let server = TestServer::demo().await;
    server.read_topics().await;
    for topic in server.store.largest_topics(40).await.unwrap() {
        println!(
            "{} {} {:?} {:?}",
            topic.id, topic.size, topic.label, topic.public_label
        );
        let f = store::topics::counting::TopicFilter {
            topic: Some(topic.id),
            ..store::topics::counting::TopicFilter::all(
                domain::publication::Audience::Desk,
                "2020-01-01".parse().unwrap(),
                "2027-01-01".parse().unwrap(),
            )
        };
        for p in server
            .store
            .topic_petitions(&f, i64::MAX, 50)
            .await
            .unwrap()
        {
            println!("      {} {} {}", p.received_on, p.status, p.title);
        }
    }
    for a in [
        domain::publication::Audience::Desk,
        domain::publication::Audience::Public,
    ] {
        let f = store::topics::counting::TopicFilter::all(
            a,
            "2020-01-01".parse().unwrap(),
            "2027-01-01".parse().unwrap(),
        );
        println!("{:?}", server.store.count_fields(&f).await.unwrap());
        println!("{:?}", server.store.count_procedures(&f).await.unwrap());
        println!("{:?}", server.store.count_areas(&f).await.unwrap());
        println!("{:?}", server.store.trouble(&f).await.unwrap());
    }
}
