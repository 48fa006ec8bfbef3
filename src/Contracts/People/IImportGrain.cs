using Binome.Contracts.WakeUps;

namespace Binome.Contracts.People;

/// <summary>Takes an uploaded HR file into the tenant's people, chunk by chunk; resumes after a crash. Key: tenant and import id.</summary>
[Alias("binome.import")]
public interface IImportGrain : IGrainWithStringKey, IWakeable
{
    /// <summary>Begins, once the whole file lies in <see cref="IImportUploads"/>. Repeating it changes nothing.</summary>
    [Alias("start")]
    Task<Outcome<ImportRow>> Start(StartImport command);

    /// <summary>Lets an import go on by which more people leave than it may decide alone. Repeating it changes nothing.</summary>
    /// <returns>Fails with <c>import.not_waiting</c> or <c>resource.not_found</c>.</returns>
    [Alias("confirm")]
    Task<Outcome<SavedImport>> Confirm();
}

/// <param name="Columns">The recognised columns in the order of the staged cells.</param>
/// <param name="RowsTotal">Rows of the file, 1–50,000.</param>
/// <param name="Chunks">Staged chunks, numbered from 0.</param>
[GenerateSerializer, Immutable, Alias("binome.start_import")]
public sealed record StartImport(ImmutableArray<string> Columns, int RowsTotal, int Chunks, Actor Actor)
{
    [Id(0)]
    public ImportMode Mode { get; init; }
}

[GenerateSerializer, Immutable, Alias("binome.saved_import")]
public sealed record SavedImport(ImportRow Import, long Version);

/// <summary>The columns of an HR file.</summary>
public static class ImportColumns
{
    public static readonly ImmutableArray<string> Required = ["employee_id", "first_name", "last_name", "email"];

    public static readonly ImmutableArray<string> All =
    [
        .. Required,
        "manager_employee_id",
        "job_title",
        "job_family",
        "subsidiary",
        "site",
        "country",
        "time_zone",
        "language",
        "hire_date",
        "seniority_level",
        "roles",
        "skills_offered",
        "skills_wanted",
        "learner_profile",
        "communication_style",
        "intentions",
        "mentor_capacity",
        "mentee_capacity",
        "availability",
        "team",
        "themes",
        "skills_required",
    ];

    /// <summary>What the columns of the tenant's own attributes begin with: attribute:floor.</summary>
    public const string AttributePrefix = "attribute:";
}
