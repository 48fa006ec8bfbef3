using System.Diagnostics.Metrics;

namespace Binome.Embedded;

/// <summary>Figures per grain type on the meter "Binome.Embedded"; counted always, read only when somebody listens.</summary>
internal sealed class GrainMetrics : IDisposable
{
    private readonly Meter meter = new("Binome.Embedded");
    private readonly GrainClasses classes;

    public GrainMetrics(GrainClasses classes)
    {
        this.classes = classes;
        meter.CreateObservableCounter("grain.calls", () => Each(grain => grain.Counters.Calls), "{call}");
        meter.CreateObservableCounter("grain.failures", () => Each(grain => grain.Counters.Failures), "{call}");
        meter.CreateObservableCounter("grain.activated", () => Each(grain => grain.Counters.Activated), "{grain}");
        meter.CreateObservableGauge("grain.active", () => Each(grain => grain.Activations.LongCount()), "{grain}");
        meter.CreateObservableGauge(
            "grain.mailbox.waiting",
            () => Each(grain => grain.Activations.Sum(activation => (long)activation.WaitingCount)),
            "{call}"
        );
    }

    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<long>> Each(Func<GrainClass, long> value) =>
        classes.All.Select(grain => new Measurement<long>(
            value(grain),
            new KeyValuePair<string, object?>("grain.type", grain.GrainType.ToString())
        ));
}
