using Binome.Contracts.WakeUps;

namespace Binome.Contracts.Exports;

/// <summary>Writes what is stored of one kind into a file, piece by piece; resumes after a crash. Key: tenant and export id.</summary>
[Alias("binome.export")]
public interface IExportGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Begins. Repeating it changes nothing.</summary>
    /// <returns>Fails with <c>export.too_many</c> or <c>export.too_large</c>.</returns>
    [Alias("start")]
    Task<Outcome<ExportRow>> Start(StartExport command);
}

/// <param name="Actor">Who asked for it; whether they may is settled before.</param>
[GenerateSerializer, Immutable, Alias("binome.start_export")]
public sealed record StartExport(ExportContent Content, ExportFormat Format, Actor Actor);
