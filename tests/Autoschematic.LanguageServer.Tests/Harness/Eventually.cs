namespace Autoschematic.LanguageServer.Tests.Harness;

/// <summary>Asks again until an answer is as wanted; each question is a round trip, so nothing spins.</summary>
public static class Eventually
{
    public static async Task<T> Async<T>(Func<Task<T>> ask, Func<T, bool> isWanted)
    {
        while (true)
        {
            var answer = await ask();
            if (isWanted(answer))
            {
                return answer;
            }

            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }
}
