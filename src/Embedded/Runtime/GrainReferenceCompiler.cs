using System.Reflection;
using System.Reflection.Emit;

namespace Binome.Embedded;

/// <summary>
/// Writes the class of references to a grain interface: each method hands its place, its arguments as one value tuple, and its
/// cancellation to <see cref="GrainReference"/>. No array, no boxes, no look-up by method.
/// </summary>
internal static class GrainReferenceCompiler
{
    /// <summary>The assembly that the classes are in; this one lets it see its internals.</summary>
    public const string AssemblyName = "Binome.Embedded.References";

    private const MethodAttributes Implements =
        MethodAttributes.Private
        | MethodAttributes.Virtual
        | MethodAttributes.Final
        | MethodAttributes.HideBySig
        | MethodAttributes.NewSlot;

    private static readonly ModuleBuilder module = AssemblyBuilder
        .DefineDynamicAssembly(new AssemblyName(AssemblyName), AssemblyBuilderAccess.Run)
        .DefineDynamicModule(AssemblyName);

    private static readonly MethodInfo send = typeof(GrainReference).GetMethod(
        "Send",
        BindingFlags.NonPublic | BindingFlags.Instance
    )!;

    private static readonly Dictionary<Type, Type> classes = [];

    private static readonly Lock gate = new();

    /// <summary>A new reference to a grain with this interface, which leads nowhere yet. Its class is written once in a process.</summary>
    public static GrainReference New(Type contract)
    {
        // A module is written by one thread at a time.
        lock (gate)
        {
            if (!classes.TryGetValue(contract, out var written))
                classes.Add(contract, written = Write(contract));
            return (GrainReference)Activator.CreateInstance(written)!;
        }
    }

    private static Type Write(Type contract)
    {
        var type = module.DefineType(
            $"{contract.FullName}.Reference{classes.Count}",
            TypeAttributes.Sealed | TypeAttributes.Class,
            typeof(GrainReference),
            [contract]
        );
        type.DefineDefaultConstructor(MethodAttributes.Public);
        foreach (var (place, method) in GrainMethods.Of(contract).Index())
            Write(type, method, place);
        return type.CreateType();
    }

    private static void Write(TypeBuilder type, MethodInfo contract, int place)
    {
        var parameters = contract.GetParameters();
        var method = type.DefineMethod(
            $"{contract.DeclaringType!.FullName}.{contract.Name}",
            Implements,
            contract.ReturnType,
            [.. parameters.Select(parameter => parameter.ParameterType)]
        );
        var shape = GrainMethodShape.Of(contract);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldc_I4, place);
        foreach (var parameter in parameters.Where(parameter => !GrainMethodShape.IsCancellation(parameter)))
            code.Emit(OpCodes.Ldarg, (short)(parameter.Position + 1));
        if (shape.Arguments.GetConstructors() is [var tuple, ..])
            code.Emit(OpCodes.Newobj, tuple);
        else
            Default(shape.Arguments);
        if (parameters.FirstOrDefault(GrainMethodShape.IsCancellation) is { } cancellation)
            code.Emit(OpCodes.Ldarg, (short)(cancellation.Position + 1));
        else
            Default(typeof(CancellationToken));
        code.Emit(OpCodes.Call, send.MakeGenericMethod(shape.Arguments, shape.Result));
        if (contract.ReturnType.IsValueType)
            code.Emit(OpCodes.Newobj, contract.ReturnType.GetConstructor([shape.Answer])!);
        code.Emit(OpCodes.Ret);
        type.DefineMethodOverride(method, contract);

        void Default(Type value)
        {
            var local = code.DeclareLocal(value);
            code.Emit(OpCodes.Ldloca, local);
            code.Emit(OpCodes.Initobj, value);
            code.Emit(OpCodes.Ldloc, local);
        }
    }
}
