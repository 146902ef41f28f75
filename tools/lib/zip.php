<?php

/**
 * Packs files into a zip below the folder aaia-chatbot/.
 *
 * Argument: the zip. Standard input: a name in that folder and the path of a file, with a tab between them, one pair a line. Every entry
 * bears the same time, so that the same files give the same zip (in one time zone: zips know local times only).
 */

declare( strict_types=1 );

[ , $target ] = $argv;

$part = $target . '.' . getmypid();

$zip = new ZipArchive();
if ( true !== $zip->open( $part, ZipArchive::CREATE | ZipArchive::OVERWRITE ) ) {
	fwrite( STDERR, "$target cannot be written.\n" );
	exit( 1 );
}
foreach ( explode( "\n", trim( (string) stream_get_contents( STDIN ) ) ) as $line ) {
	[ $name, $file ] = explode( "\t", $line );
	$name            = 'aaia-chatbot/' . $name;
	$zip->addFile( $file, $name );
	$zip->setMtimeName( $name, gmmktime( 0, 0, 0, 1, 1, 2026 ) );
	$zip->setExternalAttributesName( $name, ZipArchive::OPSYS_UNIX, 0100644 << 16 );
}
if ( ! $zip->close() || ! rename( $part, $target ) ) {
	fwrite( STDERR, "$target cannot be written.\n" );
	exit( 1 );
}
