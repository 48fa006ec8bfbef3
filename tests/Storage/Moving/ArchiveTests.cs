using System.IO.Compression;
using System.Text;
using Binome.Contracts.Integrations;
using Binome.Contracts.People;
using Binome.Contracts.Tenants;
using Binome.Storage.Migrations;
using Binome.Storage.Moving;
using Binome.Storage.Tests.PostgreSql;
using Binome.Storage.Tests.Sqlite;

namespace Binome.Storage.Tests.Moving;

/// <summary>Moving house, between kinds of database and back.</summary>
public sealed class ArchiveTests : IDisposable
{
    private const string Acme = "ten_acme";
    private const string Other = "ten_other";
    private readonly SqliteFixture sqlite = new();
    private readonly PostgreSqlFixture postgreSql = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_OfAnExport_HoldsTheSame_AndGoesOn(bool back)
    {
        StorageFixture source = back ? postgreSql : sqlite;
        StorageFixture target = back ? sqlite : postgreSql;
        await Fill(source);
        var archive = Export(source);

        var totals = await Import(target, archive);

        totals.Rows.ShouldBeGreaterThan(10);
        Lines(Export(target)).ShouldBe(Lines(archive));
        (await target.Grain(Acme, "pair_1").Read()).State.Text.ShouldBe("Zoé Čapek 🙂");
        (
            await target.Grain(Acme, "pair_2").Write(1, Opened("pair_2").Claim("email", "zoe@acme.example"))
        )!.Kind.ShouldBe("email");
        await target.Grain(Acme, "pair_2").Write(1, Opened("pair_2"));
        (await target.Sequences(Acme)).ShouldBe([3, 2, 1]);
        var claimed = await target.Get<IIdempotency>().Claim(Acme, "answered", "h", "other");
        claimed.Answer!.Body.ShouldBe([0, 1, 255]);
    }

    [Fact]
    public async Task Import_WhenTheFileIsCutOrChanged_LeavesTheDatabaseEmpty()
    {
        await Fill(sqlite);
        var archive = Export(sqlite);
        var lines = Lines(archive);
        string[][] broken =
        [
            lines[..^1],
            lines[..(lines.Length / 2)],
            [.. lines.Select(line => line.Replace("pair_1", "pair_9", StringComparison.Ordinal))],
            [.. lines[..^2], lines[^1]],
            [.. lines, "[]"],
            [lines[0], "{}", lines[^1]],
        ];

        foreach (var file in broken)
        foreach (var target in (StorageFixture[])[postgreSql, new SqliteFixture()])
        {
            await Should.ThrowAsync<ArchiveException>(() => Import(target, Zip(file)));
            (await target.Grain(Acme, "pair_1").Read()).Exists.ShouldBeFalse();
            if (target != postgreSql)
                target.Dispose();
        }
        await Should.ThrowAsync<ArchiveException>(() => Import(postgreSql, archive[..^20]));
        await Should.ThrowAsync<ArchiveException>(() => Import(postgreSql, [1, 2, 3]));
    }

    [Fact]
    public async Task Import_WhenTheArchiveIsOfAnotherRelease_SaysWhich()
    {
        string[] newer = ["""{"format":"binome.archive","version":2,"schema":1}"""];
        string[] schema = ["""{"format":"binome.archive","version":1,"schema":999}"""];

        (await Should.ThrowAsync<ArchiveException>(() => Import(sqlite, Zip(newer)))).Message.ShouldContain(
            "version 2"
        );
        (await Should.ThrowAsync<ArchiveException>(() => Import(sqlite, Zip(schema)))).Message.ShouldContain("999");
    }

    [Fact]
    public async Task Import_WhenATableIsUnknown_TakesNothing()
    {
        string[] injected =
        [
            $$"""{"format":"binome.archive","version":1,"schema":{{Migration.Embedded()[^1].Number}}}""",
            """{"table":"claims (tenant) SELECT 1; --","columns":[{"name":"tenant","type":"text"}]}""",
            """["a"]""",
        ];

        foreach (var target in (StorageFixture[])[sqlite, postgreSql])
            (await Should.ThrowAsync<ArchiveException>(() => Import(target, Zip(injected)))).Message.ShouldContain(
                "does not know"
            );
    }

    [Fact]
    public async Task Import_WhenSomethingIsStored_Refuses()
    {
        await Fill(sqlite);
        await postgreSql.Grain(Other, "pair_7").Write(7);

        var refused = await Should.ThrowAsync<ArchiveException>(() => Import(postgreSql, Export(sqlite)));

        refused.Message.ShouldContain("not empty");
        (await postgreSql.Grain(Acme, "pair_1").Read()).Exists.ShouldBeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Export_WhileCommandsRun_IsOfOneInstant(bool onPostgreSql)
    {
        StorageFixture source = onPostgreSql ? postgreSql : sqlite;
        using var over = new CancellationTokenSource();
        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(i => WriteUntil(source, $"pair_{i}", over.Token)));
        byte[] archive;
        try
        {
            while ((await source.Sequences(Acme)).Length == 0) { }
            archive = Export(source);
        }
        finally
        {
            await over.CancelAsync();
            await writing;
        }

        using var target = new SqliteFixture();
        await Import(target, archive);
        var states = 0;
        for (var i = 0; i < 8; i++)
            states += (await target.Grain(Acme, $"pair_{i}").Read()).State.Number;
        states.ShouldBeGreaterThan(0);
        (await target.Sequences(Acme)).ShouldBe(Enumerable.Range(1, states).Select(i => (long)i).Reverse());
    }

    private static async Task Fill(StorageFixture storage)
    {
        foreach (var tenant in (string[])[Acme, Other])
        {
            var effects = Opened("pair_1")
                .Event(new LedgerEvent("pair.session.due", "pair_1", ("at", StorageFixture.Start)))
                .Row(new TenantRow(tenant, "Groupe Alizé", StorageFixture.Start))
                .Row(TestRows.Pair("pair_1"))
                .Row(TestRows.Participant("ptc_1"))
                .Claim("email", "zoe@acme.example")
                .WakeUp("cadence", StorageFixture.Start.AddDays(1));
            await storage.Grain(tenant, "pair_1").Write(new TestState { Number = 2, Text = "Zoé Čapek 🙂" }, effects);
            var cleared = storage.Grain(tenant, "pair_0");
            await cleared.Write(1);
            await cleared.Clear();
            await storage.Get<IIdempotency>().Claim(tenant, "claimed", "h", "c");
            await storage.Get<IIdempotency>().Claim(tenant, "answered", "h", "c");
            await storage
                .Get<IIdempotency>()
                .Answer(tenant, "answered", new StoredAnswer(201, "a/b", null, null, [0, 1, 255]));
            await storage.Get<IImportUploads>().Put(tenant, "imp_1", 0, [new ImportLine(2, ["é;\n", null], null)]);
            await storage.Get<Contracts.Exports.IExportFiles>().Put(tenant, "exp_1", 0, [0, 1, 255]);
        }
    }

    private static async Task WriteUntil(StorageFixture storage, string id, CancellationToken over)
    {
        var grain = storage.Grain(Acme, id);
        for (var i = 1; !over.IsCancellationRequested; i++)
            await grain.Write(i, Opened(id));
    }

    private static Effects Opened(string id) => new Effects().Event(new LedgerEvent("pair.opened", id));

    private static byte[] Export(StorageFixture storage)
    {
        using var file = new MemoryStream();
        storage.Get<StorageArchive>().Export(file);
        return file.ToArray();
    }

    private static async Task<ArchiveTotals> Import(StorageFixture storage, byte[] archive)
    {
        using var file = new MemoryStream(archive);
        return await storage.Get<StorageArchive>().Import(file);
    }

    private static string[] Lines(byte[] archive)
    {
        using var unzipped = new GZipStream(new MemoryStream(archive), CompressionMode.Decompress);
        using var reader = new StreamReader(unzipped, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static byte[] Zip(string[] lines)
    {
        using var file = new MemoryStream();
        using (var zipped = new GZipStream(file, CompressionLevel.Fastest))
            zipped.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        return file.ToArray();
    }

    public void Dispose()
    {
        sqlite.Dispose();
        postgreSql.Dispose();
    }
}
