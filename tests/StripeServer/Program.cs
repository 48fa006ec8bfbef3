using System.Globalization;
using Binome.StripeServer;
using Binome.StripeServer.Http;

// A local Stripe for development: dotnet run --project tests/StripeServer [port]
const int PortDefault = 12111;
var port = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : PortDefault;
await using var peer = await StripePeer.Start(port: port);
Console.WriteLine($"A local Stripe ({ApiVersion.Current}) listens at {peer.Url}");
Console.WriteLine("Any key works: sk_test_anything, sk_live_anything. Prices: monthly, yearly.");
Console.WriteLine("Cards: 4242 4242 4242 4242 pays, 4000 0000 0000 0341 fails later, 4000 0000 0000 0002 is declined.");
await peer.WaitForShutdown();
