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

    public static IEnumerable<GrainMethod> Of(Type grainClass)
    {
        foreach (var contract in Interfaces(grainClass))
        {
            var map = grainClass.GetInterfaceMap(contract);
            for (var index = 0; index < map.InterfaceMethods.Length; index++)
            {
                var method = map.InterfaceMethods[index];
                if (!method.IsStatic && GrainMethodCompiler.Problem(method) is null)
                    yield return GrainMethodCompiler.Create(method, map.TargetMethods[index]);
            }
        }
    }

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
            if (contract.GetProperties().Length > 0 || contract.GetEvents().Length > 0)
                yield return $"{contract}: a grain interface has methods only.";
            foreach (var method in contract.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            {
                if (!method.IsSpecialName && GrainMethodCompiler.Problem(method) is { } problem)
                    yield return $"{contract}.{method.Name}: {problem}.";
            }
        }
    }

    private static bool IsMarker(Type contract) =>
        contract == typeof(IAddressable) || contract == typeof(IGrain) || contract == typeof(IGrainWithStringKey);
}
