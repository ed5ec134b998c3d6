using System.Globalization;

namespace Autoschematic.Files.Hosts;

/// <summary>Names and numbers of users or groups, as `/etc/passwd` and `/etc/group` hold them.</summary>
internal sealed class Accounts
{
    private readonly string kind;
    private readonly Dictionary<uint, string> names = [];
    private readonly Dictionary<string, uint> numbers = new(StringComparer.Ordinal);

    private Accounts(string kind) => this.kind = kind;

    /// <param name="kind">What messages call one of them.</param>
    /// <param name="text">Lines `name:…:number:…`; the first of several with one number counts.</param>
    public static Accounts Parse(string kind, string text)
    {
        var accounts = new Accounts(kind);
        foreach (var line in text.Split('\n'))
        {
            if (line.Split(':') is [{ Length: > 0 } name, _, var digits, ..] && TryNumber(digits, out var number))
            {
                accounts.names.TryAdd(number, name);
                accounts.numbers.TryAdd(name, number);
            }
        }

        return accounts;
    }

    public string NameOf(uint number) => names.GetValueOrDefault(number) ?? number.ToString(CultureInfo.InvariantCulture);

    public uint NumberOf(string host, string name)
        => numbers.TryGetValue(name, out var number) || TryNumber(name, out number)
            ? number
            : throw FilesErrors.UnknownAccount(host, kind, name);

    // The largest number of 32 bits means nobody to the calls that take one.
    private static bool TryNumber(string digits, out uint number)
        => uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number != uint.MaxValue;
}
