-- Sends a petition with every request: each has a key of its own, so each is stored, and each must be answered with 303.
local count, thread_number = 0, 0
local start = os.time()

function setup(thread)
  thread:set("id", thread_number)
  thread_number = thread_number + 1
end

local function encode(text)
  return (text:gsub("[^%w%-%._~]", function(c) return string.format("%%%02X", c:byte()) end))
end

local body = "intent=send&kind=conduct&sender_kind=person"
  .. "&title=" .. encode("Chậm trả kết quả đăng ký khai sinh tại bộ phận một cửa")
  .. "&body=" .. encode("Tôi nộp hồ sơ đăng ký khai sinh cho con từ đầu tháng. Phiếu hẹn ghi bảy ngày nhưng đến nay đã ba tuần chưa có kết quả. Mỗi lần hỏi, tôi được hướng dẫn bổ sung một giấy tờ khác nhau, trong khi phiếu tiếp nhận ghi hồ sơ đã đầy đủ. Đề nghị kiểm tra và trả lời rõ thời hạn.")
  .. "&full_name=" .. encode("Hoàng Thị Mẩy")
  .. "&phone=0900000123&address=" .. encode("Xóm Nà Mu, xã Chợ Rã")

local headers = {
  ["Content-Type"] = "application/x-www-form-urlencoded",
  ["Sec-Fetch-Site"] = "same-origin",
}

function request()
  count = count + 1
  local key = string.format("bench-%d-%02d-%030d", start, id, count)
  return wrk.format("POST", "/gui", headers, body .. "&idempotency_key=" .. key)
end

other = 0
function response(status)
  if status ~= 303 then other = other + 1 end
end
local threads = {}
local setup_one = setup
function setup(thread)
  setup_one(thread)
  table.insert(threads, thread)
end
function done()
  local wrong = 0
  for _, thread in ipairs(threads) do wrong = wrong + (thread:get("other") or 0) end
  print("Answers other than 303: " .. wrong)
end
