using System.Reflection;
using System.Reflection.Emit;
using Binome.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Binome.Conformance.EmbeddedOnly;

/// <summary>A host whose grain classes cannot work does not start, and says why.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Start_WhenAGrainMethodReturnsNoTask_NamesIt()
    {
        var grains = Grains(contract => AddMethod(contract, "Count", typeof(int)), "LonelyGrain");

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => Start(grains));

        refused.Message.ShouldContain("Count");
        refused.Message.ShouldContain("returns Int32");
    }

    [Fact]
    public async Task Start_WhenAGrainMethodStreams_NamesIt()
    {
        var grains = Grains(contract => AddMethod(contract, "Stream", typeof(IAsyncEnumerable<int>)), "StreamGrain");

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => Start(grains));

        refused.Message.ShouldContain("Stream");
    }

    [Fact]
    public async Task Start_WhenTwoClassesHaveOnlyTheSameInterface_NamesBoth()
    {
        var grains = Grains(_ => { }, "FirstGrain", "SecondGrain");

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => Start(grains));

        refused.Message.ShouldContain("FirstGrain");
        refused.Message.ShouldContain("SecondGrain");
    }

    [Fact]
    public async Task Start_WhenAStorageIsMissing_NamesClassAndStorage()
    {
        var refused = await Should.ThrowAsync<InvalidOperationException>(() => Start(typeof(StartTests).Assembly));

        refused.Message.ShouldContain("StateGrain");
        refused.Message.ShouldContain(FaultyStorage.Name);
    }

    private static async Task Start(Assembly grains)
    {
        using var host = new HostBuilder()
            .ConfigureServices(services =>
                services.AddSingleton<Probe>().AddEmbeddedRuntime(options => options.GrainAssemblies.Add(grains))
            )
            .Build();
        await host.StartAsync();
    }

    // Wrong grain classes have to live in an assembly of their own, or no other host of this suite would start.
    private static AssemblyBuilder Grains(Action<TypeBuilder> addMethods, params string[] classes)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Wrong"), AssemblyBuilderAccess.Run);
        var module = assembly.DefineDynamicModule("Wrong");
        var contract = module.DefineType(
            "IWrongGrain",
            TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract
        );
        contract.AddInterfaceImplementation(typeof(IGrainWithStringKey));
        addMethods(contract);
        var made = contract.CreateType();
        foreach (var name in classes)
        {
            var grain = module.DefineType(name, TypeAttributes.Public, typeof(Grain), [made]);
            foreach (var method in made.GetMethods())
                Implement(grain, method);
            grain.CreateType();
        }
        return assembly;
    }

    private static void AddMethod(TypeBuilder contract, string name, Type returns) =>
        contract.DefineMethod(
            name,
            MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual,
            returns,
            []
        );

    private static void Implement(TypeBuilder grain, MethodInfo method)
    {
        var body = grain
            .DefineMethod(method.Name, MethodAttributes.Public | MethodAttributes.Virtual, method.ReturnType, [])
            .GetILGenerator();
        body.ThrowException(typeof(NotSupportedException));
    }
}
