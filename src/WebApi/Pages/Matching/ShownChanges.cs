using Binome.Contracts.Matching;
using Binome.WebApi.Matching;

namespace Binome.WebApi.Pages.Matching;

/// <summary>The pairs that people set or forbade in a run, with the names to read.</summary>
internal sealed record ShownChanges(ImmutableArray<ManualChange> Changes, NamesOfPage Names);
