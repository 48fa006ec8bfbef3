namespace Binome.WebApi.Errors;

internal static class MailErrors
{
    public static readonly ImmutableArray<ErrorEntry> All =
    [
        new(
            FailureCodes.MailNotDelivered,
            502,
            "The mail was not delivered ({0}). What the code means and what to do is in docs/operators/mail.md.",
            "Le courriel n’a pas été remis ({0}). Le sens du code et le remède sont dans docs/operators/mail.md."
        ),
    ];
}
