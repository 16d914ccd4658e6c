@echo off
rem Builds what is missing or older than its sources, then runs the CLI.
setlocal
chcp 65001 >nul
set "RACINE=%~dp0"
if "%RACINE:~-1%"=="\" set "RACINE=%RACINE:~0,-1%"
set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
    echo Java est introuvable : installez un JDK 17 ou plus recent. 1>&2
    exit /b 3
)
powershell -NoProfile -Command "$r=$env:RACINE; $t=Join-Path $r 'target\lab.temoin'; if (-not (Test-Path -LiteralPath $t) -or -not (Test-Path -LiteralPath (Join-Path $r 'grader\target\classpath.txt'))) { exit 1 }; $d=(Get-Item -LiteralPath $t).LastWriteTimeUtc; $n=@('pom.xml','cloud\pom.xml','cloud\src\main','grader\pom.xml','grader\src\main') | ForEach-Object { Get-ChildItem -LiteralPath (Join-Path $r $_) -Recurse -File } | Where-Object { $_.LastWriteTimeUtc -gt $d } | Select-Object -First 1; if ($n) { exit 1 }"
if errorlevel 1 call :construit || exit /b 3
powershell -NoProfile -Command "$r=$env:RACINE -replace '\\','/'; $c=(Get-Content -Raw -LiteralPath (Join-Path $env:RACINE 'grader\target\classpath.txt')).Trim() -replace '\\','/'; Set-Content -NoNewline -Encoding Ascii -LiteralPath (Join-Path $env:RACINE 'target\lab.args') -Value ('-cp \"' + $r + '/grader/target/classes;' + $c + '\"')"
set "MEMOIRE="
if "%~1"=="cloud" set "MEMOIRE=-Xms48m -Xmn24m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20"
"%JAVA%" %MEMOIRE% -XX:+DisableAttachMechanism -XX:-UsePerfData -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Dfile.encoding=UTF-8 "-Dateliers.home=%RACINE%" "@%RACINE%\target\lab.args" ateliers.grader.cli.Main %*
exit /b %ERRORLEVEL%

:construit
echo Construction des ateliers (la premiere fois, une a deux minutes)... 1>&2
if not exist "%RACINE%\target" mkdir "%RACINE%\target"
pushd "%RACINE%"
call mvn -q -B -pl grader -am compile >"%RACINE%\target\lab.log" 2>&1
if errorlevel 1 (
    popd
    type "%RACINE%\target\lab.log" 1>&2
    echo La construction a echoue : lisez les messages ci-dessus. 1>&2
    exit /b 3
)
popd
echo ok>"%RACINE%\target\lab.temoin"
exit /b 0
