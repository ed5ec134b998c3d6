using System.Net;

namespace Autoschematic.Sdk.Resources;

/// <summary>Turns what HTTP services answer into errors that the host understands.</summary>
public static class HttpResponses
{
    private const int MaximumExcerpt = 500;

    /// <summary>Throws for a response that is no success; the error holds the beginning of its text.</summary>
    /// <param name="response">The response.</param>
    /// <param name="cancellationToken">Ends the reading of its text.</param>
    /// <returns>A task that ends when the response is a success.</returns>
    public static async Task EnsureSuccessAsync(this HttpResponseMessage response, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var text = (await response.Content.ReadAsStringAsync(cancellationToken)).Trim();
        var excerpt = text.Length <= MaximumExcerpt ? text : $"{text[..MaximumExcerpt]}…";
        var request = response.RequestMessage;
        var message = $"{request?.Method} {request?.RequestUri?.GetLeftPart(UriPartial.Path)} answered {(int)response.StatusCode} {response.ReasonPhrase}"
            + (excerpt.Length == 0 ? "" : $": {excerpt}");
        throw response.StatusCode switch
        {
            HttpStatusCode.NotFound or HttpStatusCode.Gone => ConnectorServiceException.NotFound(message),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ConnectorServiceException.PermissionDenied(message),
            HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed => ConnectorServiceException.Conflict(message),
            HttpStatusCode.TooManyRequests => ConnectorServiceException.RateLimited(message, RetryAfter(response)),
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
                => ConnectorServiceException.Unavailable(message),
            _ => new ConnectorServiceException(message),
        };
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response)
        => response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when response.Headers.Date is { } now => date > now ? date - now : TimeSpan.Zero,
            _ => null,
        };
}
