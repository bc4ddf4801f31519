using System.Net;
using System.Net.Sockets;
using Chonk.Traces.Serving;
using Chonk.Traces.Tests.Support;
using Xunit;

namespace Chonk.Traces.Tests.Serving;

public sealed class TraceServerTests
{
    [Fact]
    public async Task ServeAsync_ViewersRequest_GetsTheFileOnceAndEnds()
    {
        using TraceServer server = new(Samples.Trace, port: 0);
        Assert.Equal($"https://ui.perfetto.dev/#!/?url=http://127.0.0.1:{server.Port}/bb.trace.json.gz&referrer=open_trace_in_ui", server.ViewerLink.OriginalString);
        Task serving = server.ServeAsync(forever: false, TestTimeout());
        using HttpClient client = new();
        using HttpRequestMessage preflight = new(HttpMethod.Options, server.FileAddress);
        using HttpResponseMessage allowed = await client.SendAsync(preflight);
        Assert.Equal("https://ui.perfetto.dev", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Origin")));
        using HttpResponseMessage response = await client.GetAsync(server.FileAddress);
        Assert.Equal("https://ui.perfetto.dev", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal(await File.ReadAllBytesAsync(Samples.Trace), await response.Content.ReadAsByteArrayAsync());
        await serving;
    }

    [Fact]
    public async Task ServeAsync_OtherPathsAndMethods_GetNothing()
    {
        using TraceServer server = new(Samples.Trace, port: 0);
        using CancellationTokenSource stop = new();
        Task serving = server.ServeAsync(forever: true, stop.Token);
        using HttpClient client = new();
        foreach (string path in new[] { "/", "/bb.print.txt.gz", "/../bb.trace.json.gz", "/%2e%2e/bb.trace.json.gz", "//etc/passwd" })
        {
            using TcpClient raw = new();
            await raw.ConnectAsync(IPAddress.Loopback, server.Port);
            await raw.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\n\r\n"));
            using StreamReader reader = new(raw.GetStream());
            Assert.Equal("HTTP/1.1 404 Not Found", await reader.ReadLineAsync());
        }

        using StringContent body = new("x");
        using HttpResponseMessage posted = await client.PostAsync(server.FileAddress, body);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
    }

    [Fact]
    public void Constructor_PortInUse_Throws()
    {
        using TraceServer first = new(Samples.Trace, port: 0);
        Assert.Throws<SocketException>(() => new TraceServer(Samples.Trace, first.Port));
    }

    private static CancellationToken TestTimeout() => new CancellationTokenSource(TimeSpan.FromMinutes(5)).Token;
}
