namespace Autoschematic.LanguageServer.Repositories;

/// <summary>Whether the user trusts what is in the workspace; until then nothing of it is run.</summary>
internal sealed class Trust
{
    private volatile bool isGranted;

    public bool IsGranted => isGranted;

    /// <summary>Told once, when trust is granted.</summary>
    public event Action? Granted;

    public void Grant()
    {
        if (!isGranted)
        {
            isGranted = true;
            Granted?.Invoke();
        }
    }
}
