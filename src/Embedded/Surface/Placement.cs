namespace Orleans.Placement;

/// <summary>Activations are made where they are called from; in one process that is always so.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PreferLocalPlacementAttribute : Attribute;
