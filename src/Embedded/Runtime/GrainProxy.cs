using System.Reflection;
using Orleans.Runtime;

namespace Binome.Embedded;

/// <summary>A reference to a grain: base of the classes that DispatchProxy makes for grain interfaces.</summary>
#pragma warning disable CA1852 // DispatchProxy derives from it.
internal class GrainProxy : DispatchProxy, IAddressable, IEquatable<GrainProxy>
#pragma warning restore CA1852
{
    public GrainClass Class { get; private set; } = null!;

    public GrainFactory Factory { get; private set; } = null!;

    public string Key { get; private set; } = "";

    public GrainId GrainId => new(Class.GrainType, IdSpan.Create(Key));

    /// <summary>A reference of the same interface to another grain: a copy, as making one by reflection is slow.</summary>
    public GrainProxy For(GrainFactory factory, GrainClass grainClass, string key)
    {
        var copy = (GrainProxy)MemberwiseClone();
        copy.Factory = factory;
        copy.Class = grainClass;
        copy.Key = key;
        return copy;
    }

    public bool Equals(GrainProxy? other) => other is not null && Class == other.Class && Key == other.Key;

    public override bool Equals(object? obj) => Equals(obj as GrainProxy);

    public override int GetHashCode() => HashCode.Combine(Class, Key);

    public override string ToString() => $"reference to {GrainId}";

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        Class.Method(targetMethod!).Send(this, args!);
}
