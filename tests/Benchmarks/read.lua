-- Reads one pair after the other, or what BENCH_PATH says again and again.
local ids, at = {}, 0
for line in io.lines(os.getenv("BENCH_PAIRS")) do ids[#ids + 1] = line end
local headers = { ["Authorization"] = "Bearer " .. os.getenv("BENCH_KEY") }
local path = os.getenv("BENCH_PATH")
request = function()
  at = at % #ids + 1
  return wrk.format("GET", path or "/v1/pairs/" .. ids[at], headers)
end
