using Autoschematic.Connectors.Tests.Hosting;
using Autoschematic.Connectors.Warm;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Tests.Warm;

/// <summary>What decides whether two commands get the same process.</summary>
[Trait("kind", "process")]
public sealed class WarmKeyTests
{
    [Fact]
    public async Task Next_command_gets_the_same_process_with_its_init_done()
    {
        await using var box = new WarmBox();

        var first = await box.RunAsync();
        var second = await box.RunAsync();
        var third = await box.RunAsync(use: WarmUse.Executes);

        Assert.Equal(1, first.Inits);
        Assert.Equal(first, second);
        Assert.Equal(first, third);
    }

    [Fact]
    public async Task Another_environment_spec_name_or_concurrency_gets_another_process()
    {
        await using var box = new WarmBox();
        File.Copy(box.Host.InRoot("connectors/raw.py"), box.Host.InRoot("connectors/other.py"));
        ConnectorLaunch[] launches =
        [
            box.Launch(),
            box.Launch(("TOKEN", "a")),
            box.Launch(("TOKEN", "b")),
            box.Launch(("TOKEN", "")),
            box.Launch() with { Shortname = "second" },
            box.Launch() with { Concurrency = 2 },
            box.Launch() with { Prefix = Model.Addresses.Prefix.TryParse("other")! },
            box.Launch() with { Spec = new PythonLocalSpec("connectors/other.py") },
        ];

        var first = await Collect(launches);
        var second = await Collect(launches);

        Assert.Equal(launches.Length, first.Distinct().Count());
        Assert.Equal(first, second);

        async Task<IReadOnlyList<int>> Collect(IEnumerable<ConnectorLaunch> all)
        {
            List<int> processes = [];
            foreach (var launch in all)
            {
                processes.Add((await box.RunAsync(launch)).Process);
            }

            return processes;
        }
    }

    [Fact]
    public async Task Another_interpreter_that_the_host_names_gets_another_process()
    {
        await using var box = new WarmBox();
        var before = await box.RunAsync();
        var link = box.Host.InRoot("connectors/python");
        File.CreateSymbolicLink(link, TestHost.Python);
        Directory.CreateDirectory(box.Host.InRoot("lib/python3/site-packages"));
        box.Host.Variables["AUTOSCHEMATIC_PYTHON"] = link;

        var after = await box.RunAsync();
        Assert.NotEqual(before.Process, after.Process);
        Assert.Equal(1, after.Inits);
    }

    [Theory]
    [InlineData("connectors/raw.py")]
    [InlineData("connectors/module.py")]
    [InlineData("connectors/deep/down/data.json")]
    [InlineData("connectors/bin/data.json")]
    [InlineData("connectors/target/module.py")]
    [InlineData("connectors/venv/module.py")]
    [InlineData("connectors/node_modules/module.py")]
    public async Task Connector_whose_source_was_edited_is_another_process(string file)
    {
        await using var box = new WarmBox();
        box.Host.Write("connectors/module.py", "# nothing\n");
        box.Host.Write("connectors/deep/down/data.json", "{}");
        box.Host.Write(file, File.Exists(box.Host.InRoot(file)) ? File.ReadAllText(box.Host.InRoot(file)) : "");
        var before = await box.RunAsync();
        Assert.Equal(before, await box.RunAsync());

        File.AppendAllText(box.Host.InRoot(file), "\n");
        var after = await box.RunAsync();

        Assert.NotEqual(before.Process, after.Process);
        Assert.Equal(after, await box.RunAsync());
        await WarmBox.GoneAsync([before.Process]);
    }

    [Theory]
    [InlineData("main", "main/raw.py", true)]
    [InlineData("main", "main/deep/module.py", true)]
    [InlineData("main", "main/one.json", false)]
    [InlineData("/", "raw.py", true)]
    [InlineData("/", "main/one.json", false)]
    public async Task Script_among_the_resources_counts_with_its_modules_and_they_do_not(string prefix, string file, bool counts)
    {
        await using var box = new WarmBox();
        var script = prefix == "/" ? "raw.py" : "main/raw.py";
        File.Move(box.Host.InRoot("connectors/raw.py"), box.Host.InRoot(script));
        box.Host.Write("main/deep/module.py", "");
        box.Host.Write("main/one.json", "{}");
        var launch = box.Host.Launch(new PythonLocalSpec(script)) with { Prefix = Model.Addresses.Prefix.TryParse(prefix)! };
        var before = await box.RunAsync(launch);
        Assert.Equal(before, await box.RunAsync(launch));

        File.AppendAllText(box.Host.InRoot(file), "\n");

        Assert.Equal(!counts, before == await box.RunAsync(launch));
    }

    [Fact]
    public async Task New_and_removed_files_beside_the_source_count_and_what_python_leaves_there_and_its_environments_do_not()
    {
        await using var box = new WarmBox();
        var first = await box.RunAsync();
        box.Host.Write("connectors/__pycache__/raw.pyc", "x");
        box.Host.Write("connectors/env/pyvenv.cfg", "");
        box.Host.Write("connectors/env/lib/python3/site-packages/module.py", "");
        Assert.Equal(first, await box.RunAsync());

        box.Host.Write("connectors/late.py", "");
        var second = await box.RunAsync();
        File.Delete(box.Host.InRoot("connectors/late.py"));
        var third = await box.RunAsync();

        Assert.Equal(3, new[] { first, second, third }.Select(says => says.Process).Distinct().Count());
    }

    [Fact]
    public async Task File_that_a_variable_names_and_modules_on_the_python_path_count()
    {
        await using var box = new WarmBox();
        var token = box.Host.Write("token", "a");
        box.Host.Write("lib/helper.py", "");
        var launch = box.Launch(("TOKEN_FILE", token), ("PYTHONPATH", box.Host.InRoot("lib")));
        var first = await box.RunAsync(launch);
        Assert.Equal(first, await box.RunAsync(launch));

        box.Host.Write("token", "b");
        var second = await box.RunAsync(launch);
        box.Host.Write("lib/helper.py", "# changed");
        var third = await box.RunAsync(launch);

        Assert.Equal(3, new[] { first, second, third }.Select(says => says.Process).Distinct().Count());
    }

    [Theory]
    [InlineData("settings/b.yaml")]
    [InlineData("settings/a.yaml:settings/b.yaml")]
    [InlineData("{root}/settings/a.yaml:{root}/settings/b.yaml")]
    public async Task Files_that_a_variable_names_count_from_the_repository_on_and_each_of_a_list(string value)
    {
        await using var box = new WarmBox();
        box.Host.Write("settings/a.yaml", "a");
        box.Host.Write("settings/b.yaml", "b");
        var launch = box.Launch(("SETTINGS", value.Replace("{root}", box.Host.Root, StringComparison.Ordinal)));
        var before = await box.RunAsync(launch);
        Assert.Equal(before, await box.RunAsync(launch));

        File.AppendAllText(box.Host.InRoot("settings/b.yaml"), "\n");

        Assert.NotEqual(before, await box.RunAsync(launch));
    }

    [Theory]
    [InlineData("__editable__.raw_connector-1.0.pth", "import __editable___raw_connector_1_0_finder; __editable___raw_connector_1_0_finder.install()", false)]
    [InlineData("_editable_impl_raw.pth", "import _editable_impl_raw", false)]
    [InlineData("distutils-precedence.pth", "import os; var = 'SETUPTOOLS_USE_DISTUTILS'; enabled = os.environ.get(var)", true)]
    [InlineData("raw.pth", "/nowhere/editable", true)]
    public async Task Package_that_is_found_by_a_hook_is_nowhere_to_be_looked_at(string file, string line, bool kept)
    {
        await using var box = new WarmBox();
        box.Host.Write($".local/lib/python3/site-packages/{file}", $"{line}\n");

        var first = await box.RunAsync();

        Assert.Equal(kept, first == await box.RunAsync());
    }

    [Fact]
    public async Task Config_file_that_was_edited_made_or_removed_means_another_process_and_resources_do_not()
    {
        await using var box = new WarmBox();
        box.Host.Write("main/one.json", "{}");
        box.Host.Write("main/settings.ron", "()");
        var launch = box.Launch(("CONFIG_FILES", "settings.ron late.ron"));
        List<int> processes = [(await box.RunAsync(launch)).Process];

        box.Host.Write("main/one.json", "{\"changed\": true}");
        box.Host.Write("main/two.json", "{}");
        File.Delete(box.Host.InRoot("main/one.json"));
        Assert.Equal(processes[0], (await box.RunAsync(launch)).Process);

        box.Host.Write("main/settings.ron", "(a: 1)");
        processes.Add((await box.RunAsync(launch)).Process);
        box.Host.Write("main/late.ron", "()");
        processes.Add((await box.RunAsync(launch)).Process);
        File.Delete(box.Host.InRoot("main/settings.ron"));
        processes.Add((await box.RunAsync(launch)).Process);

        Assert.Equal(4, processes.Distinct().Count());
        Assert.Equal(processes[^1], (await box.RunAsync(launch)).Process);
    }

    [Fact]
    public async Task Script_of_which_nobody_knows_what_it_runs_is_not_kept()
    {
        await using var box = new WarmBox();
        box.Host.Write("connectors/run.sh", $"#!/bin/sh\nexec {TestHost.Python} connectors/raw.py \"$@\"\n", executable: true);
        var launch = box.Host.Launch(new BinarySpec("connectors/run.sh", WireProtocol.Grpc));

        var first = await box.RunAsync(launch);

        Assert.NotEqual(first.Process, (await box.RunAsync(launch)).Process);
        await WarmBox.GoneAsync([first.Process]);
    }
}
