using Orleans.Runtime;

namespace Binome.Embedded;

/// <summary>A reference to a grain: base of the classes that <see cref="GrainReferenceCompiler"/> makes for grain interfaces.</summary>
internal abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private GrainMethod[] methods = [];

    public GrainClass Class { get; private set; } = null!;

    public GrainFactory Factory { get; private set; } = null!;

    public string Key { get; private set; } = "";

    public GrainId GrainId => new(Class.GrainType, IdSpan.Create(Key));

    /// <summary>Says which class answers; references to its grains are copies of this one.</summary>
    /// <param name="ofClass">What each method of the interface is on the class, in the order of <see cref="GrainMethods.Of(Type)"/>.</param>
    public GrainReference Prototype(GrainFactory factory, GrainClass grainClass, GrainMethod[] ofClass)
    {
        (Factory, Class, methods) = (factory, grainClass, ofClass);
        return this;
    }

    /// <summary>A reference of the same interface to a grain of the same class: a copy, as making one by reflection is slow.</summary>
    public GrainReference To(string key)
    {
        var copy = (GrainReference)MemberwiseClone();
        copy.Key = key;
        return copy;
    }

    public bool Equals(GrainReference? other) => other is not null && Class == other.Class && Key == other.Key;

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => HashCode.Combine(Class, Key);

    public override string ToString() => $"reference to {GrainId}";

    /// <summary>What every method of a compiled reference calls.</summary>
    /// <param name="method">Its place among the methods of the interface.</param>
    protected Task<TResult> Send<TArguments, TResult>(
        int method,
        TArguments arguments,
        CancellationToken cancellation
    ) => ((GrainMethod<TArguments, TResult>)methods[method]).Send(this, arguments, cancellation);
}
