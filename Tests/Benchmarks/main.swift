// One command for all benchmarks of what is worked out in memory: make bench.
await ScheduleBenchmark.run()
await ForecastBenchmark.run()
await ExportBenchmark.run()
