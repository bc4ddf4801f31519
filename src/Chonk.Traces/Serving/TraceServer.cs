using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chonk.Traces.Serving;

/// <summary>
/// Serves one file to Perfetto's viewer from this machine, as Perfetto's own <c>open_trace_in_ui</c> does: on the loopback address only,
/// under one path, readable by pages of the viewer's origin. Nothing leaves the machine: the browser fetches the file from here.
/// </summary>
public sealed class TraceServer : IDisposable
{
    /// <summary>The port that the viewer's content policy lets it read from.</summary>
    public const int DefaultPort = 9001;

    private const string Viewer = "https://ui.perfetto.dev";
    private const int LongestRequest = 16384;
    private readonly TcpListener listener;
    private readonly string path;

    /// <summary>Starts to listen.</summary>
    /// <param name="path">The file.</param>
    /// <param name="port">The port; 0 for any free one.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public TraceServer(string path, int port = DefaultPort)
    {
        this.path = path;
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
    }

    /// <summary>The port in use.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Where the file is served.</summary>
    public Uri FileAddress => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/{Uri.EscapeDataString(Path.GetFileName(path))}"));

    /// <summary>The link that opens the viewer with the file.</summary>
    public Uri ViewerLink => new($"{Viewer}/#!/?url={FileAddress.AbsoluteUri}&referrer=open_trace_in_ui");

    /// <summary>Answers requests until the file was fetched, or for ever.</summary>
    /// <param name="forever">Whether to go on after the file was fetched.</param>
    /// <param name="cancellation">Stops the server.</param>
    public async Task ServeAsync(bool forever, CancellationToken cancellation)
    {
        bool fetched = false;
        while (forever || !fetched)
        {
            using TcpClient client = await listener.AcceptTcpClientAsync(cancellation);
            try
            {
                fetched |= await AnswerAsync(client.GetStream(), cancellation);
            }
            catch (IOException)
            {
                // The browser went away in the middle: it may ask again.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    /// <returns>Whether the whole file was sent.</returns>
    private async Task<bool> AnswerAsync(NetworkStream stream, CancellationToken cancellation)
    {
        string[] request = (await ReadRequestAsync(stream, cancellation)).Split(' ');
        string method = request[0];
        if (request.Length < 2 || method is not ("GET" or "HEAD" or "OPTIONS"))
        {
            await SendHeadAsync(stream, "405 Method Not Allowed", 0, cancellation);
            return false;
        }

        if (request[1] != FileAddress.AbsolutePath)
        {
            await SendHeadAsync(stream, "404 Not Found", 0, cancellation);
            return false;
        }

        await using FileStream file = File.OpenRead(path);
        await SendHeadAsync(stream, "200 OK", method == "OPTIONS" ? 0 : file.Length, cancellation);
        if (method != "GET")
        {
            return false;
        }

        await file.CopyToAsync(stream, cancellation);
        await stream.FlushAsync(cancellation);
        return true;
    }

    private static async Task<string> ReadRequestAsync(NetworkStream stream, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        byte[] bytes = new byte[LongestRequest];
        int length = 0;
        try
        {
            while (length < bytes.Length && bytes.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
            {
                int read = await stream.ReadAsync(bytes.AsMemory(length), limit.Token);
                if (read == 0)
                {
                    break;
                }

                length += read;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // A connection without a request, as browsers open ahead of need.
        }

        return Encoding.ASCII.GetString(bytes, 0, length).Split('\r')[0];
    }

    private static async Task SendHeadAsync(NetworkStream stream, string status, long length, CancellationToken cancellation)
    {
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\nAccess-Control-Allow-Origin: {Viewer}\r\nAccess-Control-Allow-Private-Network: true\r\nCache-Control: no-cache\r\nContent-Type: application/octet-stream\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellation);
    }
}
