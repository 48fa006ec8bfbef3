using Binome.Contracts.Members;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Binome.WebApi.Members;

internal static class MemberServices
{
    /// <summary>What OWASP advises for this hash in 2023; the hash stores it, so it can be raised later.</summary>
    private const int HashRounds = 210_000;

    public static void Add(IServiceCollection services)
    {
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = HashRounds);
        services.TryAddSingleton<IPasswordHasher<MemberRow>, PasswordHasher<MemberRow>>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<SignInMails>();
        services.AddHostedService(provider => provider.GetRequiredService<SignInMails>());
        services.AddSingleton<MemberNotices>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<Setup>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<IPersonalLinks, PersonalLinks>();
    }
}
