using Binome.Contracts.Exports;

namespace Binome.Grains.Tests.Company;

/// <summary>Writes a line a row, and a first line before them.</summary>
internal sealed class FakeSheets : IExportSheets
{
    public byte[] Write(ExportResource resource, ExportFormat format, bool isFirst, ImmutableArray<byte[]> rows) =>
        [.. isFirst ? "first\n"u8 : [], .. rows.SelectMany(row => (byte[])[.. row, (byte)'\n'])];
}
