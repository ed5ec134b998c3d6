using Autoschematic.Cli.Tests.Harness;
using Autoschematic.Cli.Views;
using Autoschematic.Testing;

namespace Autoschematic.Cli.Tests;

public sealed class ViewTests
{
    [Fact]
    public void Plan_shows_every_action() => Matches("plan", new PlanView(full: false), Samples.Plan());

    [Fact]
    public void Full_plan_shows_what_is_unchanged_too() => Matches("plan-full", new PlanView(full: true), Samples.Plan());

    [Fact]
    public void Apply_shows_every_status() => Matches("apply", new ApplyView(full: false, () => true), Samples.Apply());

    [Fact]
    public void Drift_shows_every_status() => Matches("drift", new DriftView(full: false), Samples.Drift());

    [Fact]
    public void Full_drift_cuts_nothing() => Matches("drift-full", new DriftView(full: true), Samples.Drift());

    [Fact]
    public void Import_counts_and_names_what_failed() => Matches("import", new ImportView(), Samples.Import());

    [Fact]
    public void Pull_shows_how_to_undo() => Matches("pull", new PullView(full: false), Samples.Pull());

    [Fact]
    public void Get_prints_the_body_alone() => Matches("get", new GetView(), SmallSamples.Get);

    [Fact]
    public void Output_lists_values() => Matches("output", new OutputView(single: false), SmallSamples.Output);

    [Fact]
    public void Create_names_the_file() => Matches("create", new CreateView(), SmallSamples.Create);

    [Fact]
    public void Skeletons_are_listed() => Matches("skeletons", new SkeletonsView(), SmallSamples.Skeletons);

    [Fact]
    public void Rename_names_files_and_references() => Matches("rename", new RenameView(), SmallSamples.Rename);

    [Fact]
    public void Unbundle_shows_children() => Matches("unbundle", new UnbundleView(), SmallSamples.Unbundle);

    [Fact]
    public void Task_shows_what_it_changed() => Matches("run-task", new RunTaskView(), SmallSamples.RunTask);

    [Fact]
    public void Seal_names_file_and_key() => Matches("seal", new SealView(), SmallSamples.Seal);

    [Fact]
    public void Seal_names_both_paths_of_a_move() => Matches("seal-move", new SealView(), SmallSamples.Reseal);

    [Fact]
    public void Unseal_prints_the_value_alone() => Matches("unseal", new UnsealView(), SmallSamples.Unseal);

    [Fact]
    public void Keygen_shows_the_public_half() => Matches("keygen", new KeygenView(), SmallSamples.Keygen);

    [Fact]
    public void Validate_shows_the_place() => Matches("validate", new ValidateView(), SmallSamples.Validate);

    [Fact]
    public void Fmt_names_files() => Matches("fmt", new FormatView(check: true), SmallSamples.Format);

    [Fact]
    public void Fsck_names_what_was_deleted() => Matches("fsck", new FsckView(), SmallSamples.Fsck);

    [Theory]
    [InlineData("text")]
    [InlineData("dot")]
    [InlineData("mermaid")]
    public void Graph_has_three_forms(string form) => Matches($"graph-{form}", new GraphView(form), SmallSamples.Graph);

    [Fact]
    public void Install_shows_each_connector_and_what_left_the_lock_file() => Matches("install", new InstallView(), SmallSamples.Install);

    [Fact]
    public void Init_names_the_file() => Matches("init", new InitView(), SmallSamples.Init);

    [Fact]
    public void Daemon_shows_what_it_keeps() => Matches("daemon-status", new DaemonStatusView(), SmallSamples.Daemon);

    [Fact]
    public void Daemon_that_retires_says_so()
        => Matches("daemon-retiring", new DaemonStatusView(), SmallSamples.Daemon with { State = SmallSamples.Daemon.State! with { Retiring = true, Connectors = [] } });

    [Fact]
    public void Daemon_that_was_stopped_is_named() => Matches("daemon-stop", new DaemonStopView(), SmallSamples.Daemon);

    [Fact]
    public void Safety_names_the_owner() => Matches("safety", new SafetyView(), SmallSamples.Safety);

    [Fact]
    public void Connectors_show_state_and_command() => Matches("connectors", new ConnectorsView(), SmallSamples.Connectors);

    [Fact]
    public void Laws_show_a_table_and_what_breaks_them() => Matches("laws", new LawView(false), SmallSamples.Laws);

    [Fact]
    public void Laws_are_cut_nowhere_in_full() => Matches("laws-full", new LawView(true), SmallSamples.Laws);

    [Fact]
    public void Sensitive_outputs_are_never_shown()
        => Assert.DoesNotContain("hush-hush", ViewRun.Screen(new GetView(), SmallSamples.Get, verbosity: 1), StringComparison.Ordinal);

    private static void Matches<TResult>(string name, IResultView<TResult> view, TResult result)
    {
        var plain = ViewRun.Screen(view, result);
        Snapshot.Match(plain, $"view-{name}.txt");
        var colour = ViewRun.Screen(view, result, colour: true);
        Snapshot.Match(colour, $"view-{name}.colour.txt");

        // Colour never carries meaning alone: without it the text is the same.
        Assert.Equal(plain, System.Text.RegularExpressions.Regex.Replace(colour, "␛\\[[0-9;]*m", ""));
    }
}
