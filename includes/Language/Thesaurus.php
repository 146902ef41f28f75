<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * Other words for the same thing, French and English: visitors say "flingue", pages say "arme".
 *
 * Two kinds of data, both made by tools/thesaurus.php and sorted by stem. Colloquial words and phrases were collected for this plugin; a
 * file of some 15 kB is read whole. Synonyms come from the thesauri of LibreOffice; their files of some 600 kB are searched by halving, so
 * that a lookup reads a few blocks. A missing or damaged file gives no other words and no error.
 */
final class Thesaurus {

	private const LANGUAGES = [ 'fr', 'en' ];

	/** Words of the longest phrase. */
	private const PHRASE = 5;

	/** Words of a question that are read. */
	private const WORDS = 48;

	/** Bytes of the longest word looked up, and of the longest line of a file. */
	private const LONGEST = 40;
	private const LINE    = 120;

	/** Least letters of a part of a compound. */
	private const PART = 3;

	/** Endings of inflected words whose base form is looked up when the stem is unknown, and the endings of base forms. */
	private const ENDINGS = [
		'fr' => [
			[ 'aient', 'ions', 'ent', 'ait', 'ais', 'ees', 'ons', 'ez', 'es', 'ee', 'ai', 'e', 'a', 's' ],
			[ 'er', 'ir', 're' ],
		],
		'en' => [
			[ 'ing', 'ed', 'es', 's' ],
			[ '', 'e' ],
		],
	];

	/** @var array<string, array<int|string, string>> Words of pages by colloquial word or phrase, by language. */
	private array $colloquial = [];

	public function __construct( private readonly string $folder = __DIR__ . '/thesaurus' ) {}

	/**
	 * Languages to look words up in: the one the words are in, else the preferred one, else all.
	 *
	 * @param list<string> $words    Folded.
	 * @param string       $language BCP 47 primary language, or empty.
	 *
	 * @return list<string>
	 */
	public static function languages_of( array $words, string $language ): array {
		$own = LanguageDetector::detect_in_question( $words );
		return match ( true ) {
			'' !== $own                                      => [ $own ],
			in_array( $language, self::LANGUAGES, true )     => [ $language ],
			default                                          => self::LANGUAGES,
		};
	}

	/**
	 * Words of pages for the colloquial words and phrases of a question. Of overlapping phrases the longest counts.
	 *
	 * @param list<string> $words     Folded, in order.
	 * @param list<string> $languages
	 *
	 * @return list<OtherWords>
	 */
	public function colloquial( array $words, array $languages ): array {
		$words = array_slice( $words, 0, self::WORDS );
		$stems = array_map( Stemmer::stem( ... ), $words );
		$found = [];
		foreach ( $languages as $language ) {
			$taken = [];
			for ( $size = min( self::PHRASE, count( $words ) ); $size > 0; $size-- ) {
				for ( $at = 0; $at + $size <= count( $words ); $at++ ) {
					$phrase = array_slice( $words, $at, $size );
					$others = [] !== array_intersect_key( $taken, array_flip( range( $at, $at + $size - 1 ) ) )
						? []
						: $this->colloquial_for(
							1 === $size ? $this->forms( $phrase[0], $language ) : [ implode( ' ', array_slice( $stems, $at, $size ) ) ],
							$language,
						);
					if ( [] !== $others ) {
						$found[] = new OtherWords( $phrase, $others, OtherWordsKind::Colloquial );
						$taken  += array_fill_keys( range( $at, $at + $size - 1 ), true );
					}
				}
			}
		}
		return [ ...$found, ...self::compounds( $words ) ];
	}

	/**
	 * Neighbours that pages may write as one word ("micro chip").
	 *
	 * @param list<string> $words Folded, in order.
	 *
	 * @return list<OtherWords>
	 */
	private static function compounds( array $words ): array {
		$found = [];
		for ( $at = 1, $count = count( $words ); $at < $count; $at++ ) {
			[ $first, $second ] = [ $words[ $at - 1 ], $words[ $at ] ];
			if (
				min( strlen( $first ), strlen( $second ) ) >= self::PART
				&& 1 === preg_match( '/^[a-z]+$/D', $first . $second )
				&& ! StopWords::contains( $first )
				&& ! StopWords::contains( $second )
				&& $first !== $second
			) {
				$found[] = new OtherWords( [ $first, $second ], [ Stemmer::stem( $first . $second ) ], OtherWordsKind::Colloquial );
			}
		}
		return $found;
	}

	/**
	 * Synonyms of one word.
	 *
	 * @param string       $word      Folded.
	 * @param list<string> $languages
	 */
	public function synonyms( string $word, array $languages ): OtherWords {
		$stems = [];
		foreach ( StopWords::contains( $word ) ? [] : $languages as $language ) {
			foreach ( $this->forms( $word, $language ) as $form ) {
				$found = $this->synonyms_for( $form, $language );
				if ( [] !== $found ) {
					array_push( $stems, ...$found );
					break;
				}
			}
		}
		return new OtherWords( [ $word ], array_values( array_unique( $stems ) ), OtherWordsKind::Synonym );
	}

	/**
	 * Whether a word is listed, and so is no typing error.
	 *
	 * @param string       $word      Folded.
	 * @param list<string> $languages
	 */
	public function knows( string $word, array $languages ): bool {
		$stem = 1 === preg_match( '/^[a-z]{2,' . self::LONGEST . '}$/D', $word ) ? Stemmer::stem( $word ) : '';
		foreach ( '' === $stem ? [] : $languages as $language ) {
			if ( [] !== $this->colloquial_for( [ $stem ], $language ) || [] !== $this->synonyms_for( $stem, $language ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Stems under which a word may be listed: its own, then those of the base forms it may be an inflection of.
	 *
	 * @return list<string>
	 */
	private function forms( string $word, string $language ): array {
		if ( 1 !== preg_match( '/^[a-z]{2,' . self::LONGEST . '}$/D', $word ) ) {
			return [];
		}
		$forms = [ Stemmer::stem( $word ) ];
		[ $endings, $bases ] = self::ENDINGS[ $language ] ?? [ [], [] ];
		foreach ( $endings as $ending ) {
			$root = substr( $word, 0, -strlen( $ending ) );
			if ( strlen( $root ) >= 3 && str_ends_with( $word, $ending ) ) {
				foreach ( $bases as $base ) {
					$forms[] = Stemmer::stem( $root . $base );
				}
			}
		}
		return array_values( array_unique( $forms ) );
	}

	/**
	 * @param list<string> $keys The first one listed counts.
	 *
	 * @return list<string>
	 */
	private function colloquial_for( array $keys, string $language ): array {
		$this->colloquial[ $language ] ??= $this->read_whole( "$this->folder/colloquial-$language.txt" );
		foreach ( $keys as $key ) {
			if ( isset( $this->colloquial[ $language ][ $key ] ) ) {
				return explode( ' ', $this->colloquial[ $language ][ $key ] );
			}
		}
		return [];
	}

	/** @return array<int|string, string> Words by key; damaged lines are left out. */
	private function read_whole( string $file ): array {
		$text = is_readable( $file ) ? (string) file_get_contents( $file ) : '';
		preg_match_all( '/^([a-z0-9 ]+)\t([a-z0-9]+(?: [a-z0-9]+)*)$/m', $text, $lines );
		return array_combine( $lines[1], $lines[2] );
	}

	/** @return list<string> */
	private function synonyms_for( string $key, string $language ): array {
		$path = "$this->folder/synonyms-$language.txt";
		$file = is_readable( $path ) ? fopen( $path, 'rb' ) : false;
		if ( false === $file ) {
			return [];
		}
		$low  = 0;
		$high = max( 0, (int) ( fstat( $file )['size'] ?? 0 ) );
		while ( $high - $low > self::LINE ) {
			$middle = intdiv( $low + $high, 2 );
			fseek( $file, $middle );
			$text  = (string) fread( $file, 2 * self::LINE );
			$start = (int) strpos( $text, "\n" ) + 1;
			$other = strstr( substr( $text, $start ), "\t", true );
			if ( false === $other || strcmp( $other, $key ) > 0 ) {
				$high = $middle;
			} else {
				$low = $middle + $start;
			}
		}
		fseek( $file, $low );
		$text = "\n" . fread( $file, 3 * self::LINE );
		fclose( $file );
		$at = strpos( $text, "\n$key\t" );
		return false === $at ? [] : $this->stems( substr( $text, $at + strlen( $key ) + 2, self::LINE ) );
	}

	/** @return list<string> The stems of a line; none from a damaged one. */
	private function stems( string $text ): array {
		$line = (string) strstr( $text . "\n", "\n", true );
		return 1 === preg_match( '/^[a-z0-9]+(?: [a-z0-9]+)*$/D', $line ) ? explode( ' ', $line ) : [];
	}
}
