using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Binome.Contracts;
using Binome.Contracts.Ledger;
using Binome.Contracts.Pairs;
using Binome.WebApi.Http;
using Binome.WebApi.Lists;
using Binome.WebApi.Pairs;

namespace Binome.Api.Tests;

/// <summary>Pairs are answered as they are stored: the stored form must be the form of the API, to the byte.</summary>
public sealed class PairFormTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 9, 30, 0, 250, TimeSpan.Zero);

    [Fact]
    public void StoredPair_IsThePairOfTheApi()
    {
        foreach (var row in (PairRow[])[Row(null), Row(At)])
            Encoding
                .UTF8.GetString(LedgerJson.Write(row))
                .ShouldBe(Encoding.UTF8.GetString(Answers.Render(PairView.Of(row))));
    }

    [Fact]
    public void StoredPair_IsReadBackAsItWas()
    {
        foreach (var row in (PairRow[])[Row(null), Row(At)])
            LedgerJson.Read<PairRow>(LedgerJson.Write(row)).ShouldBe(row);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(3, "c0-_")]
    public void ListOfStoredPairs_IsTheListOfTheApi(int count, string? next)
    {
        var rows = Enumerable.Range(0, count).Select(_ => Row(At)).ToImmutableArray();

        var list = new ArrayBufferWriter<byte>();
        ListJson.Begin(list);
        list.Write(
            Encoding.UTF8.GetBytes(string.Join(',', rows.Select(row => Encoding.UTF8.GetString(LedgerJson.Write(row)))))
        );
        ListJson.End(list, next);

        var view = new ListView<PairView>([.. rows.Select(PairView.Of)], next is not null, next);
        Encoding.UTF8.GetString(list.WrittenSpan).ShouldBe(Encoding.UTF8.GetString(Answers.Render(view)));
    }

    private static PairRow Row(DateTimeOffset? held) =>
        new(
            "pair_1",
            "prg_1",
            "ptc_1",
            "ptc_2",
            PairPhase.Active,
            0.8125,
            new PairDecision(
                "prop_1",
                new ActingMember("mbr_1", "Zoé Lefèvre <&>", "zoe@acme.example"),
                held is null ? null : "fits",
                At
            ),
            At,
            held,
            held,
            held is not null,
            held,
            held,
            3,
            2,
            1,
            new PairAcceptance(At, held, null),
            held is null ? null : new PairCharter(2, null, held),
            held,
            null,
            At,
            At
        );
}
