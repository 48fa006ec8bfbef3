namespace Binome.Contracts.People;

/// <summary>A person of the tenant: profile and seats taken. Key: tenant and participant id.</summary>
[Alias("binome.participant")]
public interface IParticipantGrain : IGrainWithStringKey
{
    /// <summary>Creates or changes the person; a change that changes nothing writes nothing.</summary>
    /// <returns>
    /// Fails with <c>participant.email_taken</c>, <c>participant.employee_id_taken</c>, <c>participant.reporting_cycle</c>,
    /// <c>resource.not_found</c>, <c>resource.version_mismatch</c> or the <c>field.…</c> codes.
    /// </returns>
    [Alias("save")]
    Task<Outcome<SavedParticipant>> Save(SaveParticipant command);

    /// <summary>The person has left the company: access ends, nothing reaches them any more, their pairs are flagged. Repeating it changes nothing.</summary>
    /// <returns>Fails with <c>resource.not_found</c> or <c>resource.version_mismatch</c>.</returns>
    [Alias("leave")]
    Task<Outcome<SavedParticipant>> Leave(long? ifVersion);

    /// <summary>Takes a seat for a pair that is about to open. The same pair takes one seat however often it asks.</summary>
    /// <returns>Fails with <c>participant.capacity_reached</c>, <c>participant.left</c> or <c>resource.not_found</c>.</returns>
    [Alias("reserve")]
    Task<Outcome<bool>> Reserve(ReserveSeat command);

    /// <summary>Makes the seat of an opened pair lasting.</summary>
    [Alias("confirm")]
    Task Confirm(string pairId);

    /// <summary>Gives the seat of an ended or never opened pair back.</summary>
    [Alias("release")]
    Task Release(string pairId);
}

/// <param name="MayCreate">False answers <c>resource.not_found</c> for a person who is not there.</param>
/// <param name="Replace">True clears every member that the change leaves out, and takes back whoever had left (PUT); false leaves it (PATCH).</param>
/// <param name="IfVersion">The version the caller has seen; null does not ask.</param>
[GenerateSerializer, Immutable, Alias("binome.save_participant")]
public sealed record SaveParticipant(ProfileChange Change, bool MayCreate, bool Replace, long? IfVersion);

[GenerateSerializer, Immutable, Alias("binome.saved_participant")]
public sealed record SavedParticipant(ParticipantRow Participant, long Version, bool Created);

[GenerateSerializer, Alias("binome.pair_role")]
public enum PairRole
{
    Mentor,
    Mentee,
}

[GenerateSerializer, Immutable, Alias("binome.reserve_seat")]
public sealed record ReserveSeat(string PairId, PairRole Role);
