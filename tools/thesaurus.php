<?php

/**
 * Makes the data of Language\Thesaurus: `php tools/thesaurus.php [folder]`.
 *
 * Writes colloquial-{fr,en}.txt from tools/thesaurus, and, when a folder is given, synonyms-{fr,en}.txt from the thesauri in it, as
 * Debian's packages mythes-fr and mythes-en-us install them in /usr/share/mythes. All keys and words are stems of the index, so that a
 * change of the stemmer asks for both anew. A line is `key TAB stem stem ...`; lines are sorted by byte.
 *
 * The decision record on other words (docs/decisions) says how the limits were chosen.
 */

declare( strict_types=1 );

define( 'ABSPATH', __DIR__ );

require dirname( __DIR__ ) . '/includes/Autoloader.php';
Aaia\Chatbot\Autoloader::register();

use Aaia\Chatbot\Language\Stemmer;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\TextFolder;

/** Most synonyms kept of a word. */
const AAIA_SYNONYMS = 4;

/** Synonyms kept of a French word must have this many themselves: rarer words are hardly on any page. */
const AAIA_FRENCH_LINKS = 6;

/**
 * Senses of each English part of speech that are read, the most frequent first; and least senses of a word that is kept as a synonym,
 * unless it is the first of the first sense of a word with as many.
 */
const AAIA_ENGLISH_SENSES = 2;
const AAIA_COMMON_SENSES  = 3;

/** The stem of one word worth an entry, null for phrases, stop words, names and words with digits. */
function aaia_stem_of( string $word ): ?string {
	$folded = TextFolder::fold( $word );
	$kept   = 1 === preg_match( '/^[a-z]{3,}$/D', $folded ) && ! StopWords::contains( $folded );
	return $kept ? Stemmer::stem( $folded ) : null;
}

/** @return iterable<string, array{0: int, 1: string, 2: list<string>}> Head word => number of the sense, part of speech, words. */
function aaia_entries( string $file ): iterable {
	$head   = '';
	$senses = [];
	foreach ( array_slice( (array) file( $file, FILE_IGNORE_NEW_LINES ), 1 ) as $line ) {
		$parts = explode( '|', $line );
		if ( ! str_starts_with( $line, '(' ) && ! str_starts_with( $line, '-' ) ) {
			$head   = $parts[0];
			$senses = [];
			continue;
		}
		$senses[ $parts[0] ] = ( $senses[ $parts[0] ] ?? 0 ) + 1;
		yield $head => [ $senses[ $parts[0] ], $parts[0], array_slice( $parts, 1 ) ];
	}
}

/**
 * French entries mix senses: a link counts when both words name each other, those that share most other links first.
 *
 * @return array<string, list<string>>
 */
function aaia_french( string $file ): array {
	$links = [];
	foreach ( aaia_entries( $file ) as $head => [ , , $words ] ) {
		$stem = aaia_stem_of( $head );
		foreach ( null === $stem ? [] : $words as $place => $word ) {
			$other = aaia_stem_of( (string) preg_replace( "/^(?:se |s['’])/u", '', $word ) );
			if ( null !== $other && $other !== $stem ) {
				$links[ $stem ][ $other ] = min( $links[ $stem ][ $other ] ?? PHP_INT_MAX, $place );
			}
		}
	}
	$synonyms = [];
	foreach ( $links as $stem => $others ) {
		$scores = [];
		foreach ( $others as $other => $place ) {
			$theirs = $links[ $other ] ?? [];
			if ( isset( $theirs[ $stem ] ) && count( $theirs ) >= AAIA_FRENCH_LINKS ) {
				$shared           = count( array_intersect_key( $others, $theirs ) );
				$scores[ $other ] = ( $shared + 1 ) / ( count( $others ) + count( $theirs ) - $shared + 1 ) + 0.1 / ( 1 + $place );
			}
		}
		arsort( $scores );
		$synonyms[ $stem ] = array_map( strval( ... ), array_keys( $scores ) );
	}
	return $synonyms;
}

/**
 * English entries have senses, the usual one first. Hypernyms, antonyms and names are left out; of "electric refrigerator" the last word
 * counts.
 *
 * @return array<string, list<string>>
 */
function aaia_english( string $file ): array {
	$links  = [];
	$senses = [];
	foreach ( aaia_entries( $file ) as $head => [ $sense, $part, $words ] ) {
		$stem = 1 === preg_match( '/^[a-z -]+$/D', $head ) ? aaia_stem_of( $head ) : null;
		if ( null === $stem ) {
			continue;
		}
		$senses[ $stem ] = ( $senses[ $stem ] ?? 0 ) + 1;
		foreach ( $sense > AAIA_ENGLISH_SENSES ? [] : $words as $place => $word ) {
			if ( 1 === preg_match( '/\((?:generic term|antonym|related term)\)$|[A-Z]/', $word ) ) {
				continue;
			}
			$plain = trim( (string) preg_replace( '/ \([a-z ]+\)$/', '', $word ) );
			$two   = explode( ' ', $plain );
			$other = aaia_stem_of( '(noun)' === $part && 2 === count( $two ) ? $two[1] : $plain );
			if ( null !== $other && $other !== $stem ) {
				$links[ $stem ][ $other ] = min( $links[ $stem ][ $other ] ?? PHP_INT_MAX, 3 * $sense + $place );
			}
		}
	}
	$synonyms = [];
	foreach ( $links as $stem => $others ) {
		$others = array_filter(
			$others,
			static fn( int $place, int|string $other ): bool => ( $senses[ $other ] ?? 0 ) >= AAIA_COMMON_SENSES
				|| ( 3 === $place && ( $senses[ $stem ] ?? 0 ) >= AAIA_COMMON_SENSES ),
			ARRAY_FILTER_USE_BOTH,
		);
		asort( $others );
		$synonyms[ $stem ] = array_map( strval( ... ), array_keys( $others ) );
	}
	return $synonyms;
}

/** @return array<string, list<string>> From lines "words of pages: words of visitors, words of visitors". */
function aaia_colloquial( string $file ): array {
	$stems    = static fn( string $text ): array => array_map( Stemmer::stem( ... ), explode( ' ', TextFolder::fold( $text ) ) );
	$synonyms = [];
	foreach ( (array) file( $file, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES ) as $line ) {
		[ $pages, $visitors ] = explode( ':', $line, 2 );
		$pages                = $stems( implode( ' ', StopWords::remove( explode( ' ', TextFolder::fold( $pages ) ) ) ) );
		foreach ( explode( ',', $visitors ) as $phrase ) {
			$key              = implode( ' ', $stems( $phrase ) );
			$synonyms[ $key ] = array_values( array_unique( [ ...$synonyms[ $key ] ?? [], ...array_diff( $pages, [ $key ] ) ] ) );
		}
	}
	return $synonyms;
}

/** @param array<string, list<string>> $synonyms */
function aaia_write( string $name, array $synonyms, int $most = PHP_INT_MAX ): void {
	$lines = [];
	foreach ( $synonyms as $key => $stems ) {
		if ( [] !== $stems ) {
			$lines[] = $key . "\t" . implode( ' ', array_slice( $stems, 0, $most ) ) . "\n";
		}
	}
	sort( $lines, SORT_STRING );
	$text = implode( '', $lines );
	$to   = dirname( __DIR__ ) . "/includes/Language/thesaurus/$name.txt";
	file_put_contents( $to, $text );
	$packed = strlen( (string) gzencode( $text, 9 ) );
	printf( "%s: %d entries, %d kB, %d kB compressed\n", $name, count( $lines ), strlen( $text ) / 1024, $packed / 1024 );
}

foreach ( [ 'fr', 'en' ] as $aaia_language ) {
	aaia_write( "colloquial-$aaia_language", aaia_colloquial( __DIR__ . "/thesaurus/colloquial-$aaia_language.txt" ) );
}
if ( isset( $argv[1] ) ) {
	$aaia_files = [ 'fr' => "$argv[1]/thes_fr.dat", 'en' => "$argv[1]/th_en_US_v2.dat" ];
	foreach ( $aaia_files as $aaia_file ) {
		if ( ! is_readable( $aaia_file ) ) {
			fwrite( STDERR, "$aaia_file is missing: install mythes-fr and mythes-en-us, or name the folder of their files.\n" );
			exit( 1 );
		}
	}
	aaia_write( 'synonyms-fr', aaia_french( $aaia_files['fr'] ), AAIA_SYNONYMS );
	aaia_write( 'synonyms-en', aaia_english( $aaia_files['en'] ), AAIA_SYNONYMS );
}
