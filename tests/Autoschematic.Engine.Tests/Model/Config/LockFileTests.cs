using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;
using CsCheck;

namespace Autoschematic.Engine.Tests.Model.Config;

public sealed class LockFileTests
{
    private static readonly Gen<string> Word = Gen.String[Gen.Char["ab\"\\é-\n"], 1, 5];

    private static readonly Gen<LockedPackage> Package
        = from kind in Gen.Enum<PackageKind>()
          from name in Word
          from wanted in Gen.Null(Word)
          from version in Word.Where(text => !string.IsNullOrWhiteSpace(text))
          from git in Gen.Null(Word)
          from features in Gen.Null(Word.HashSet[1, 3])
          from binary in Gen.Null(Word)
          from files in Word.HashSet[1, 3]
          from digit in Gen.Char["0f"]
          select new LockedPackage
          {
              Kind = kind,
              Name = name,
              Wanted = wanted,
              Version = version,
              Git = git,
              Revision = git is null ? null : new string(digit, 40),
              Features = features is null ? null : [.. features],
              Binary = binary,
              Hashes = files.ToDictionary(file => file, file => file.Length > 2 ? $"sha256:{new string(digit, 64)}" : $"sha512:{new string(digit, 128)}"),
          };

    [Fact]
    public void What_is_written_is_read_again_and_its_order_is_its_own()
        => Package.List[0, 4].Select(packages => packages.DistinctBy(package => package.Spec).ToList()).Sample(packages =>
        {
            var text = LockFile.Write(packages);
            var diagnostics = new DiagnosticBag();
            var read = LockFileRules.Load(new SourceText(text, "lock"), diagnostics);
            Assert.Empty(diagnostics);
            Assert.Equal(text, LockFile.Write(read!.Packages));
            Assert.Equal(text, LockFile.Write(Enumerable.Reverse(packages)));
            Assert.All(packages, package => Assert.Equal(package.Version, read.Find(package.Spec)!.Version));
        });

    [Theory]
    [InlineData("1.0", "1.0 for 1.0")]
    [InlineData(null, "2.0 for any")]
    [InlineData("2.0", "2.0 for any")]
    [InlineData(">=1", "3.0 for >=1")]
    [InlineData("4.0", "other 1.0")]
    public void A_spec_gets_what_was_locked_for_it_else_the_version_that_it_names(string? wanted, string expected)
    {
        var file = new LockFile([Locked("1.0", "1.0"), Locked(null, "2.0"), Locked(">=1", "3.0")]);
        var spec = PackageSpec.TryOf(new PipSpec("My.Connector", wanted))!;

        var found = file.Find(spec) is { } locked ? $"{locked.Version} for {locked.Wanted ?? "any"}" : $"other {file.FindOther(spec)?.Version}";

        Assert.Equal(expected, found);
    }

    [Fact]
    public void Another_source_or_other_features_make_another_package()
    {
        var file = new LockFile([Locked(null, "1.0") with { Kind = PackageKind.Cargo, Git = "https://example.org/x", Features = ["b", "a"] }]);

        Assert.NotNull(file.Find(Spec("https://example.org/x", "a", "b")));
        Assert.Null(file.Find(Spec("https://example.org/y", "a", "b")));
        Assert.Null(file.FindOther(Spec("https://example.org/x", "a")));
        Assert.Null(file.FindOther(Spec(null, "a", "b")));

        static PackageSpec Spec(string? git, params string[] features)
            => PackageSpec.TryOf(new CargoSpec("my-connector", Git: git, Features: features))!;
    }

    private static LockedPackage Locked(string? wanted, string version)
        => new() { Kind = PackageKind.Pip, Name = "my-connector", Wanted = wanted, Version = version, Hashes = new Dictionary<string, string>() };
}
