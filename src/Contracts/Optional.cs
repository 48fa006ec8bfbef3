namespace Binome.Contracts;

/// <summary>A member of a change that may be absent: absent leaves what is there, null clears it.</summary>
[GenerateSerializer, Immutable, Alias("binome.optional`1")]
public readonly record struct Optional<T>
{
    [Id(0)]
    private readonly bool given;

    [Id(1)]
    private readonly T? value;

    public Optional(T? value)
    {
        given = true;
        this.value = value;
    }

    public bool Given => given;

    public T? Value => given ? value : throw new InvalidOperationException("The member is absent.");

    public T? Or(T? current) => given ? value : current;

    public static implicit operator Optional<T>(T? value) => new(value);
}
