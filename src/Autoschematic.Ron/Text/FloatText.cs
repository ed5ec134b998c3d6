namespace Autoschematic.Ron.Text;

/// <summary>Spells floating-point numbers without exponent.</summary>
internal static class FloatText
{
    /// <summary>Rewrites the shortest round-trip text of a number.</summary>
    /// <param name="shortest">The text, perhaps with an exponent.</param>
    /// <param name="value">The number.</param>
    public static string Of(string shortest, double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? (double.IsNegative(value) ? "-NaN" : "NaN") : value < 0 ? "-inf" : "inf";
        }

        var exponent = shortest.IndexOf('E', StringComparison.Ordinal);
        if (exponent < 0)
        {
            return shortest.Contains('.', StringComparison.Ordinal) ? shortest : shortest + ".0";
        }

        var sign = shortest[0] == '-' ? "-" : "";
        var mantissa = shortest[sign.Length..exponent];
        var power = int.Parse(shortest.AsSpan(exponent + 1), System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var whole = (point < 0 ? mantissa.Length : point) + power;
        return whole <= 0
            ? $"{sign}0.{new string('0', -whole)}{digits}"
            : whole >= digits.Length
                ? $"{sign}{digits}{new string('0', whole - digits.Length)}.0"
                : $"{sign}{digits[..whole]}.{digits[whole..]}";
    }
}
