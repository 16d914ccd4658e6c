# What `lab` does before it runs java, for lab.cmd, which gives this text to PowerShell: as a script file some schools' machines
# would refuse it. Builds what is missing or older than its sources, and writes java's options to a file.
# Given in the environment: RACINE, the project; JAVA, the command; COMMANDE, what is asked of the CLI; OPTIONS, the file to write.
# Ends with 0, or with 3 after a sentence.
$ErrorActionPreference = 'Stop'
trap {
    [Console]::Error.WriteLine("La préparation a échoué : $_")
    exit 3
}
$racine = $env:RACINE
$cible = Join-Path $racine 'target'
$temoin = Join-Path $cible 'lab.temoin'
$liste = Join-Path $racine 'grader\target\classpath.txt'
$java = (Get-Command -CommandType Application -Name $env:JAVA | Select-Object -First 1).Path

$colonnes = 0
try {
    if (-not [Console]::IsOutputRedirected) { $colonnes = [Console]::WindowWidth }
} catch {
    # no console of this kind: the report keeps to its own width
}

function Write-Erreur([string] $texte) {
    [Console]::Error.WriteLine($texte)
}

function Test-Perime {
    foreach ($needed in $temoin, $liste, (Join-Path $racine 'grader\target\classes')) {
        if (-not (Test-Path -LiteralPath $needed)) { return $true }
    }
    $date = (Get-Item -LiteralPath $temoin).LastWriteTimeUtc
    foreach ($source in 'pom.xml', 'cloud\pom.xml', 'cloud\src\main', 'grader\pom.xml', 'grader\src\main') {
        $path = Join-Path $racine $source
        $newer = @(Get-Item -LiteralPath $path) + @(Get-ChildItem -LiteralPath $path -Recurse) |
            Where-Object { $_.LastWriteTimeUtc -gt $date } | Select-Object -First 1
        if ($newer) { return $true }
    }
    return $false
}

# Runs a command of cmd.exe in the project and gives its exit code: PowerShell takes what a program says on stderr for a failure.
function Invoke-Cmd([string] $command) {
    Push-Location -LiteralPath $racine
    try {
        cmd.exe /d /c $command | Out-Null
        return $LASTEXITCODE
    } finally {
        Pop-Location
    }
}

# The JVM archives classes of jars only. Without the jar tool things work too, from folders, but start slower.
function Invoke-Empaquette {
    Get-ChildItem -LiteralPath $cible -Filter 'lab-*.jsa' | Remove-Item -Force -ErrorAction SilentlyContinue
    $env:JAR = Join-Path (Split-Path -Parent $java) 'jar.exe'
    if (-not (Test-Path -LiteralPath $env:JAR)) { $env:JAR = 'jar' }
    foreach ($module in 'grader', 'cloud') {
        $made = Join-Path $cible "lab-$module.tmp"
        $jar = Join-Path $cible "lab-$module.jar"
        $exit = Invoke-Cmd ('"%JAR%" --create --no-compress --file target\lab-{0}.tmp -C {0}\target\classes . >nul 2>&1' -f $module)
        try {
            if ($exit -ne 0) { throw 'jar' }
            Move-Item -LiteralPath $made -Destination $jar -Force
        } catch {
            Remove-Item -LiteralPath $made, $jar -Force -ErrorAction SilentlyContinue
        }
    }
    Invoke-SansSignature
}

# The JVM archives no lambda of a signed jar: JGit's is copied without its signature.
function Invoke-SansSignature {
    $copie = Join-Path $cible 'lab-jgit'
    Remove-Item -LiteralPath $copie, "$copie.jar" -Recurse -Force -ErrorAction SilentlyContinue
    $env:SIGNE = Get-Jgit
    if (-not $env:SIGNE) { return }
    try {
        New-Item -ItemType Directory -Path $copie -Force | Out-Null
        $exit = Invoke-Cmd 'cd target\lab-jgit && "%JAR%" --extract --file "%SIGNE%" >nul 2>&1'
        if ($exit -ne 0) { throw 'jar' }
        Get-ChildItem -Path (Join-Path $copie 'META-INF\*') -Include '*.SF', '*.RSA' | Remove-Item -Force
        $exit = Invoke-Cmd ('"%JAR%" --create --no-compress --file target\lab-jgit.tmp' +
            ' --manifest target\lab-jgit\META-INF\MANIFEST.MF -C target\lab-jgit . >nul 2>&1')
        if ($exit -ne 0) { throw 'jar' }
        Move-Item -LiteralPath "$copie.tmp" -Destination "$copie.jar" -Force
    } catch {
        # JGit's own jar does it too, only slower
    } finally {
        Remove-Item -LiteralPath $copie, "$copie.tmp" -Recurse -Force -ErrorAction SilentlyContinue
    }
}

# The jars and folders of the class path.
function Get-Liste {
    return [IO.File]::ReadAllText($liste).Trim() -split ';'
}

# Which of them is JGit's jar.
function Get-Jgit {
    return Get-Liste | Where-Object { $_ -match '[\\/]org\.eclipse\.jgit-[0-9][^\\/]*\.jar$' } | Select-Object -First 1
}

function Invoke-Construit {
    $journal = Join-Path $cible 'lab.log'
    $marque = Join-Path $cible "lab.marque.$PID"
    [IO.File]::WriteAllText($marque, '')
    if ((Invoke-Cmd 'mvn -q -B -pl grader -am compile >target\lab.log 2>&1') -eq 0) {
        Invoke-Empaquette
        Move-Item -LiteralPath $marque -Destination $temoin -Force
        return 0
    }
    Remove-Item -LiteralPath $marque -Force
    Write-Erreur ([IO.File]::ReadAllText($journal))
    Write-Erreur 'La construction a échoué (mvn compile) : lis les messages ci-dessus.'
    return 3
}

function Invoke-Construction {
    if (-not (Get-Command -CommandType Application -Name mvn -ErrorAction SilentlyContinue)) {
        Write-Erreur 'Maven est introuvable : installe-le (3.8 ou plus récent).'
        return 3
    }
    New-Item -ItemType Directory -Path $cible -Force | Out-Null
    $verrou = Join-Path $cible 'lab.verrou'
    $attente = 0
    # One build at a time; a lock older than ten minutes belongs to nobody.
    while ($true) {
        try {
            New-Item -ItemType Directory -Path $verrou | Out-Null
            break
        } catch {
            $attente++
            if ($attente -gt 600) { Remove-Item -LiteralPath $verrou -ErrorAction SilentlyContinue }
            Start-Sleep -Seconds 1
        }
    }
    try {
        if (-not (Test-Perime)) { return 0 }
        Write-Erreur 'Construction des ateliers (la première fois, une à deux minutes)…'
        return Invoke-Construit
    } finally {
        Remove-Item -LiteralPath $verrou -ErrorAction SilentlyContinue
    }
}

# Whether a jar was made by the last build: one that a running JVM holds can be neither replaced nor deleted here.
function Test-Jar([string] $jar) {
    return (Test-Path -LiteralPath $jar) -and
        (Get-Item -LiteralPath $jar).LastWriteTimeUtc -ge (Get-Item -LiteralPath $temoin).LastWriteTimeUtc
}

function Get-Options {
    $options = @(
        '-XX:+DisableAttachMechanism', '-XX:-UsePerfData', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto',
        '-XX:ReservedCodeCacheSize=128m', '-XX:+IgnoreUnrecognizedVMOptions', '-XX:+UnlockDiagnosticVMOptions', '-XX:ArchiveRelocationMode=0',
        '-Xlog:disable', '-Xlog:all=error:stderr', '-Dfile.encoding=UTF-8')
    # No function may attach to the JVM that grades it, nor find it among those of the machine.
    $options += "-Dateliers.terminal=$(if ($colonnes -gt 0) { 'true' } else { 'false' })"
    $options += "-Dateliers.colonnes=$colonnes"
    $options += "-Dateliers.home=$racine"
    # A server lives for days: it gives back memory, at some processor time.
    if ($env:COMMANDE -eq 'cloud') {
        $options += '-Xms48m', '-Xmn24m', '-XX:MinHeapFreeRatio=10', '-XX:MaxHeapFreeRatio=20'
    }
    $grader = Join-Path $cible 'lab-grader.jar'
    $cloud = Join-Path $cible 'lab-cloud.jar'
    $classes = Join-Path $racine 'cloud\target\classes'
    $jgit = Join-Path $cible 'lab-jgit.jar'
    $jars = Get-Liste
    if (($jars -contains $classes) -and (Test-Jar $grader) -and (Test-Jar $cloud)) {
        $jars = $jars | ForEach-Object { if ($_ -eq $classes) { $cloud } else { $_ } }
        if (Test-Jar $jgit) {
            $signe = Get-Jgit
            $jars = $jars | ForEach-Object { if ($_ -eq $signe) { $jgit } else { $_ } }
        }
        # One archive a Java. The first grade makes it; the JVM leaves aside one that does not fit.
        $file = Get-Item -LiteralPath $java
        $archive = Join-Path $cible ('lab-{0}{1}.jsa' -f $file.LastWriteTimeUtc.Ticks, $file.Length)
        if (Test-Path -LiteralPath $archive) {
            $options += "-XX:SharedArchiveFile=$archive"
        } elseif ($env:COMMANDE -eq 'grade') {
            $options += '-XX:+RecordDynamicDumpInfo', "-Dateliers.archive=$archive"
        }
        return $options + '-cp' + ((@($grader) + $jars) -join ';')
    }
    return $options + '-cp' + ((@(Join-Path $racine 'grader\target\classes') + $jars) -join ';')
}

if (Test-Perime) {
    $exit = Invoke-Construction
    if ($exit -ne 0) { exit $exit }
}
# What an interrupted run has left.
Get-ChildItem -LiteralPath $cible -Filter 'lab-*.options' |
    Where-Object { $_.LastWriteTimeUtc -lt [DateTime]::UtcNow.AddDays(-1) } | Remove-Item -Force -ErrorAction SilentlyContinue
# In java's file of arguments a backslash would hide what follows it. It is read in Windows' own encoding, as the command line is.
$lines = Get-Options | ForEach-Object { '"' + ($_ -replace '\\', '/') + '"' }
[IO.File]::WriteAllText($env:OPTIONS, ($lines -join "`n"), [Text.Encoding]::Default)
exit 0
