using System.Diagnostics;
using System.Globalization;

namespace Autoschematic.Sdk.Resources;

/// <summary>Calls methods of an author's classes, and says where in them an error came from.</summary>
internal static class AuthorCalls
{
    public static async Task<T> RunAsync<T>(string what, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception error) when (error is not (ConnectorServiceException or UnimplementedMethodException or OperationCanceledException))
        {
            throw new AuthorException($"{what} failed{Place(error)}", error);
        }
    }

    /// <summary>The innermost line of a program that is neither this library nor the platform; empty when there are no symbols.</summary>
    private static string Place(Exception error)
    {
        foreach (var frame in new StackTrace(error, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetFileName() is { Length: > 0 } file && DiagnosticMethodInfo.Create(frame) is { } method && !IsOurs(method))
            {
                return string.Create(CultureInfo.InvariantCulture, $" at {Path.GetFileName(file)}:{frame.GetFileLineNumber()}");
            }
        }

        return "";
    }

    private static bool IsOurs(DiagnosticMethodInfo method)
        => method.DeclaringAssemblyName.StartsWith("Autoschematic.Sdk,", StringComparison.Ordinal);
}
