using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chonk.Traces.Tests.Support;

/// <summary>A web server on loopback with one file and the habits of bad days.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();

    public FileServer()
    {
        listener.Start();
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/pins"));
        _ = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    public string Name { get; set; } = "";

    public byte[] Content { get; set; } = [];

    public bool KnowsRanges { get; set; } = true;

    /// <summary>Each answer ends after so many bytes of the body, with the connection cut.</summary>
    public int CutAfter { get; set; } = int.MaxValue;

    /// <summary>First byte asked for by each request.</summary>
    public ConcurrentQueue<long> Requests { get; } = [];

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(stop.Token);
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
        string request = await reader.ReadLineAsync() ?? "";
        long from = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
            {
                from = long.Parse(header["Range: bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
            }
        }

        Requests.Enqueue(from);
        if (request.Split(' ').ElementAtOrDefault(1) != $"/pins/{Name}")
        {
            await SendAsync(stream, "404 Not Found", "", []);
        }
        else if (from > 0 && KnowsRanges && from >= Content.Length)
        {
            await SendAsync(stream, "416 Range Not Satisfiable", $"Content-Range: bytes */{Content.Length}\r\n", []);
        }
        else if (from > 0 && KnowsRanges)
        {
            await SendAsync(stream, "206 Partial Content", $"Content-Range: bytes {from}-{Content.Length - 1}/{Content.Length}\r\n", Content[(int)from..]);
        }
        else
        {
            await SendAsync(stream, "200 OK", "", Content);
        }
    }

    private async Task SendAsync(NetworkStream stream, string status, string headers, byte[] body)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
        await stream.WriteAsync(body.AsMemory(0, Math.Min(body.Length, CutAfter)));
    }
}
