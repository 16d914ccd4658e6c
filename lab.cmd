@echo off
rem What `lab` does, on Windows: prepare.ps1 builds what is missing or older than its sources and writes java's options.
setlocal
for /f "tokens=2 delims=:." %%p in ('chcp') do set "PAGE=%%p"
chcp 65001 >nul
set "RACINE=%~dp0"
if "%RACINE:~-1%"=="\" set "RACINE=%RACINE:~0,-1%"
set "COMMANDE=%~1"
set "OPTIONS=%RACINE%\target\lab-%RANDOM%%RANDOM%.options"
set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
set "CODE=3"
where /q java
if errorlevel 1 if "%JAVA%"=="java" (
    echo Java est introuvable : installe un JDK 17 ou plus récent. 1>&2
    goto fin
)
rem Read as UTF-8, whatever this machine's own encoding is.
powershell -NoProfile -Command "& ([ScriptBlock]::Create([IO.File]::ReadAllText((Join-Path $env:RACINE 'grader\src\main\windows\prepare.ps1'))))"
set "CODE=%ERRORLEVEL%"
if not "%CODE%"=="0" goto fin
rem Targets in containers are removed by the JVM itself: no helper is downloaded for it, unless somebody asks for one.
if not defined TESTCONTAINERS_RYUK_DISABLED set "TESTCONTAINERS_RYUK_DISABLED=true"
"%JAVA%" "@%OPTIONS%" ateliers.grader.cli.Main %*
set "CODE=%ERRORLEVEL%"
del "%OPTIONS%" >nul 2>&1

:fin
chcp %PAGE% >nul
exit /b %CODE%
