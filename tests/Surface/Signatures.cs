using System.Reflection;

namespace Binome.Surface.Tests;

/// <summary>What can be written against a type, as text that is the same for the same thing in two assemblies.</summary>
internal static class Signatures
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    /// <summary>The type's own: what kind it is, what it is for, what it is derived from.</summary>
    public static IEnumerable<string> OfType(Type type)
    {
        yield return Kind(type);
        foreach (var parameter in type.GetGenericArguments())
            yield return $"parameter {parameter.Name} {parameter.GenericParameterAttributes} {Constraints(parameter)}";
        foreach (var contract in type.GetInterfaces().Where(IsOrleans))
            yield return $"is {NameOf(contract)}";
        for (var above = type.BaseType; above is not null; above = above.BaseType)
            if (above.IsVisible && above != typeof(object) && above != typeof(ValueType))
                yield return $"is {NameOf(above)}";
        if (type.IsEnum)
            foreach (var name in Enum.GetNames(type))
                yield return $"value {name} = {Convert.ToInt64(type.GetField(name)!.GetRawConstantValue(), null)}";
    }

    /// <summary>The members that others see, those of the types above included when asked.</summary>
    public static IEnumerable<string> OfMembers(Type type, bool inherited)
    {
        foreach (var owner in inherited ? Above(type) : [type])
        {
            foreach (var constructor in owner.GetConstructors(Declared).Where(IsSeen))
                if (owner == type)
                    yield return $"new{Parameters(constructor)}";
            foreach (var method in owner.GetMethods(Declared).Where(IsSeen))
                yield return $"{(method.IsStatic ? "static " : "")}{NameOf(method.ReturnType)} {method.Name}{Generic(method)}{Parameters(method)}";
            foreach (var field in owner.GetFields(Declared).Where(field => field.IsPublic && !field.IsSpecialName))
                yield return $"field {NameOf(field.FieldType)} {field.Name}";
        }
    }

    /// <summary>Where an attribute may stand.</summary>
    public static AttributeTargets TargetsOf(Type attribute) =>
        attribute.GetCustomAttribute<AttributeUsageAttribute>()?.ValidOn ?? AttributeTargets.All;

    private static IEnumerable<Type> Above(Type type)
    {
        for (var owner = type; owner is not null && owner != typeof(object); owner = owner.BaseType)
            yield return owner;
        foreach (var contract in type.GetInterfaces())
            yield return contract;
        yield return typeof(object);
    }

    private static bool IsOrleans(Type type) => type.Namespace?.StartsWith("Orleans", StringComparison.Ordinal) == true;

    private static bool IsSeen(MethodBase method) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && !method.Name.StartsWith('<');

    private static string Kind(Type type) =>
        type switch
        {
            { IsEnum: true } => $"enum of {Enum.GetUnderlyingType(type)}",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            _ => "class",
        };

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(parameter => $"{parameter.Name} {parameter.GenericParameterAttributes} {Constraints(parameter)}"))}>"
            : "";

    private static string Constraints(Type parameter) =>
        string.Join('&', parameter.GetGenericParameterConstraints().Select(NameOf).Order(StringComparer.Ordinal));

    // With their names, because an argument can be given by name.
    private static string Parameters(MethodBase method) =>
        $"({string.Join(", ", method.GetParameters().Select(parameter => $"{NameOf(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.RawDefaultValue ?? "null"}" : "")}"))})";

    private static string NameOf(Type type)
    {
        if (type.IsGenericParameter)
            return type.Name;
        if (type.HasElementType)
            return $"{NameOf(type.GetElementType()!)}{(type.IsArray ? "[]" : "&")}";
        var name = type.IsGenericType ? type.GetGenericTypeDefinition().FullName! : type.FullName!;
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : name;
    }
}
