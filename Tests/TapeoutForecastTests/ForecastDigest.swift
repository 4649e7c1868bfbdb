import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport

/// A whole forecast with its tornados as one number: FNV-1a over every value in it.
struct ForecastDigest {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  init(_ forecast: Forecast, _ tornados: IndexedArray<ChipIndex, Tornado>) {
    for milestone in forecast.milestones {
      guard let milestone else {
        add(0)
        continue
      }
      for day in [milestone.p10, milestone.p50, milestone.p80, milestone.p90] { add(Int(day.number)) }
      add(milestone.criticality)
      add(milestone.chanceByNeedBy ?? -1)
    }
    for chance in forecast.chanceInWindow { add(chance ?? -1) }
    add(forecast.chanceAllInWindow ?? -1)
    for tornado in tornados {
      add(tornado.bars.count)
      for bar in tornado.bars {
        switch bar.subject {
        case .duration(let edge): add(edge)
        case .risk(let risk): add(-1 - risk.position)
        }
        add(Int(bar.low.number))
        add(Int(bar.high.number))
      }
    }
  }

  private mutating func add(_ number: Int) {
    for shift in stride(from: 0, to: 64, by: 8) { value = (value ^ UInt64(number >> shift & 0xFF)) &* 0x100_0000_01B3 }
  }

  private mutating func add(_ number: Double) { add(Int(bitPattern: UInt(number.bitPattern))) }

  /// Of a random plan with risks, with a supposition where the seed is odd.
  static func of(seed: Int, samples: Int) async -> UInt64 {
    let network = RandomNetwork(seed: UInt64(seed), isRisky: true)
    var settings = Forecast.Settings()
    settings.samples = samples
    settings.seed = UInt64(seed)
    if seed % 2 == 1 {
      settings.whatIfs = [
        WhatIf(milestone: network.plan.milestones.endIndex.advanced(by: -3), days: 12), WhatIf(milestone: 9, days: -9),
      ]
    }
    let schedule = Schedule(network.plan, statusDate: network.statusDate, whatIfs: settings.whatIfs)
    let (forecast, tornados) = await Forecast.runWithTornados(network.plan, schedule, settings)
    return ForecastDigest(forecast, tornados).value
  }
}
