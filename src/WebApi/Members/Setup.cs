using Binome.Contracts.Members;
using Binome.Contracts.Tenants;

namespace Binome.WebApi.Members;

/// <summary>
/// The first organisation and its owner, made by whoever holds the link that the console printed. The link lives in the memory
/// of the process alone, works once, and never when there is an organisation already.
/// </summary>
internal sealed class Setup(ICredentials credentials, IGrainFactory grains, SignIn signIn, TimeProvider time)
{
    public const string Path = "/setup";

    private readonly Lock gate = new();
    private string? secretHash;

    /// <summary>The secret of a new link; earlier ones are worth nothing from then on.</summary>
    public string NewLink()
    {
        var secret = SecretFormat.New();
        lock (gate)
            secretHash = SecretFormat.Hash(secret);
        return secret;
    }

    /// <summary>Whether this secret would make the first organisation now. Looking changes nothing.</summary>
    public async Task<bool> IsOpen(string? token) =>
        SecretFormat.IsWellFormed(token) && IsCurrent(token!) && (await credentials.Tenants()).IsEmpty;

    /// <summary>Makes organisation and owner and signs the owner in.</summary>
    /// <returns>Fails with <c>sign_in.link_spent</c> or the <c>field.…</c> codes.</returns>
    public async Task<Outcome<MemberRow>> Run(HttpContext context, SetupBody asked)
    {
        if (!await IsOpen(asked.Token) || !Take(asked.Token))
            return Failure.Of(FailureCodes.LinkSpent);
        var done = false;
        try
        {
            var made = await Make(context, asked);
            done = made.Succeeded;
            return made;
        }
        finally
        {
            // What was refused can be corrected and sent again.
            if (!done)
                PutBack(asked.Token);
        }
    }

    private async Task<Outcome<MemberRow>> Make(HttpContext context, SetupBody asked)
    {
        var now = time.GetUtcNow();
        var house = new TenantGrains(grains, Ids.New(Ids.Tenant, now));
        var member = house.Member(Ids.New(Ids.Member, now));
        // The person first: a refused address must leave no organisation behind.
        var owner = new InviteMember(asked.Email, asked.Name, asked.Language, [HeldRole.Of(Role.Owner)], null);
        if ((await member.Invite(owner)).Failure is { } refused)
            return refused;
        var created = await house.Tenant().Create(new CreateTenant(asked.Organisation));
        if (created.Failure is { } failure)
            return failure with { Pointer = "/organisation" };
        var link = await member.MakeLink(new MakeLink(LinkKind.Invitation, BrowserHash: null));
        return link.Failure ?? await signIn.Redeem(context, link.Value.Secret, confirmed: true);
    }

    private bool IsCurrent(string token)
    {
        lock (gate)
            return secretHash is not null && secretHash == SecretFormat.Hash(token);
    }

    private bool Take(string token)
    {
        lock (gate)
        {
            if (secretHash != SecretFormat.Hash(token))
                return false;
            secretHash = null;
            return true;
        }
    }

    private void PutBack(string token)
    {
        lock (gate)
            secretHash ??= SecretFormat.Hash(token);
    }
}

/// <summary>What the first run asks for.</summary>
/// <param name="Token">From the link that the console printed.</param>
/// <param name="Organisation">1–200 characters.</param>
/// <param name="Language">fr or en.</param>
internal sealed record SetupBody(string Token, string Organisation, string Name, string Email, string Language);
