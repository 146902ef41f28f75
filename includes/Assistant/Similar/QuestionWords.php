<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Similar;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\OtherWords;
use Aaia\Chatbot\Language\Stemmer;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Language\Translations;

/**
 * The content words of a question, hashed, each with its translations: questions of two languages, or with two words of the same
 * translation ("price", "cost"), are alike. Pure.
 *
 * Alike by the Jaccard index (Jaccard 1901), where two words are the same when they share a hash.
 */
final class QuestionWords {

	/** Share of common words from which two questions ask the same. */
	public const ALIKE = 0.5;

	/** Most characters and words read. */
	private const READ = 600;

	private const MOST = 10;

	/** Letters by which longer words are taken for the same in two languages ("Belgium", "Belgique"). */
	private const COGNATE = 5;

	/** @return list<non-empty-list<int>> Hashes by word; longest words first. Empty without letters and digits. */
	public static function of( string $question ): array {
		$words = StopWords::remove_unless_all( Tokenizer::words( mb_substr( $question, 0, self::READ, 'UTF-8' ) ) );
		$found = [];
		foreach ( array_unique( $words ) as $word ) {
			foreach ( TextFolder::is_unspaced( $word ) ? Tokenizer::ngrams( $word, 2 ) : [ $word ] as $piece ) {
				$stem           = Stemmer::stem( $piece );
				$others         = array_merge( ...array_map(
					static fn( OtherWords $other ): array => $other->stems,
					Translations::of( [ $piece ], [ 'en', 'fr' ] ),
				) );
				$cognate        = ctype_alpha( $piece ) && strlen( $piece ) > self::COGNATE ? [ '~' . substr( $piece, 0, self::COGNATE ) ] : [];
				$found[ $stem ] = array_values( array_unique( array_map( crc32( ... ), [ (string) $stem, ...$others, ...$cognate ] ) ) );
			}
		}
		uksort( $found, static fn( int|string $a, int|string $b ): int => strlen( (string) $b ) <=> strlen( (string) $a ) );
		return array_values( array_slice( $found, 0, self::MOST, true ) );
	}

	/**
	 * Share of common words, 0 to 1.
	 *
	 * @param list<list<int>> $one
	 * @param list<list<int>> $other
	 */
	public static function share( array $one, array $other ): float {
		$left   = $other;
		$common = 0;
		foreach ( $one as $word ) {
			foreach ( $left as $at => $candidate ) {
				if ( [] !== array_intersect( $word, $candidate ) ) {
					++$common;
					unset( $left[ $at ] );
					break;
				}
			}
		}
		$all = count( $one ) + count( $other ) - $common;
		return 0 === $all ? 0.0 : $common / $all;
	}
}
