using Binome.Embedded;
using Orleans.Runtime;

namespace Orleans;

/// <summary>What can be asked of a grain or of a reference to one.</summary>
public static class GrainExtensions
{
    /// <summary>The grain's name.</summary>
    /// <exception cref="ArgumentException">It is neither a grain nor a reference.</exception>
    public static GrainId GetGrainId(this IAddressable grain) =>
        grain switch
        {
            null => throw new ArgumentNullException(nameof(grain)),
            GrainReference reference => reference.GrainId,
            IGrainBase { GrainContext: { } context } => context.GrainId,
            _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one."),
        };

    /// <summary>The grain's key.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => GetGrainId(grain).Key.ToString();

    /// <summary>A reference that can be handed to others, for a grain or another reference.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        var factory = grain switch
        {
            null => throw new ArgumentNullException(nameof(grain)),
            GrainReference reference => reference.Factory,
            IGrainBase { GrainContext: IActivation activation } => activation.GrainFactory,
            _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one."),
        };
        return (TGrainInterface)((GrainFactory)factory).Reference(typeof(TGrainInterface), GetGrainId(grain));
    }
}
