using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace Binome.Embedded;

/// <summary>Finds what a grain class answers to.</summary>
internal static class GrainMethods
{
    /// <summary>The grain interfaces of a class, without the markers of this runtime.</summary>
    public static IEnumerable<Type> Interfaces(Type grainClass) =>
        grainClass
            .GetInterfaces()
            .Where(contract => typeof(IAddressable).IsAssignableFrom(contract) && !IsMarker(contract));

    /// <summary>What a reference of a grain interface answers to: its own methods and those of the interfaces that it extends.</summary>
    public static IEnumerable<MethodInfo> Of(Type contract) =>
        contract
            .GetInterfaces()
            .Prepend(contract)
            .SelectMany(each => each.GetMethods(BindingFlags.Public | BindingFlags.Instance));

    /// <summary>What these methods are on a class.</summary>
    public static GrainMethod[] Of(Type contract, Type grainClass) =>
        [.. Of(contract).Select(method => GrainMethodCompiler.Create(method, Implementation(grainClass, method)))];

    /// <summary>What keeps the class from being a grain class; empty when all is well.</summary>
    public static IEnumerable<string> Problems(Type grainClass)
    {
        if (grainClass.IsGenericType)
            yield return $"{grainClass}: generic grain classes are not supported.";
        if (!Interfaces(grainClass).Any(contract => typeof(IGrainWithStringKey).IsAssignableFrom(contract)))
            yield return $"{grainClass}: implements no interface that derives from IGrainWithStringKey.";
        if (grainClass.GetConstructors().Length != 1)
            yield return $"{grainClass}: needs exactly one public constructor.";

        foreach (var contract in Interfaces(grainClass))
        {
            if (!contract.IsVisible)
                yield return $"{contract}: a grain interface is public.";
            if (contract.GetProperties().Length > 0 || contract.GetEvents().Length > 0)
                yield return $"{contract}: a grain interface has methods only.";
            foreach (var method in contract.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            {
                if (!method.IsSpecialName && GrainMethodCompiler.Problem(method) is { } problem)
                    yield return $"{contract}.{method.Name}: {problem}.";
            }
        }
    }

    private static MethodInfo Implementation(Type grainClass, MethodInfo contract)
    {
        var map = grainClass.GetInterfaceMap(contract.DeclaringType!);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, contract)];
    }

    private static bool IsMarker(Type contract) =>
        contract == typeof(IAddressable) || contract == typeof(IGrain) || contract == typeof(IGrainWithStringKey);
}
