<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Chunk;
use Aaia\Chatbot\Language\Fact;
use Aaia\Chatbot\Language\FactExtractor;
use Aaia\Chatbot\Language\FactKind;
use Aaia\Chatbot\Language\SentenceSplitter;
use Aaia\Chatbot\Support\Text;

/**
 * Finds expiry dates in pages: "valid until 3 May 2024", "l'offre prend fin le 31 mars". Pure.
 *
 * A sentence must contain an expression of an end right before the date, and a word for something that can expire. Narration in the past
 * and yearly events are skipped. A date without a year is read as the next one after the last change of the page, and only in sentences
 * about an offer.
 */
final class ExpiryFinder {

	/** Maximum expiry dates per document. */
	public const MOST = 30;

	/** Years after which an expiry date is history. */
	private const YEARS = 15;

	/** Expressions right before a date that make it an end. */
	private const ENDS = '/(?:\bjusqu\'(?:au|à|en)|\bexpir(?:e|ent|era|eront|es|ed|ing|ation)\b[^.;]{0,20}?(?:le|on|:|au)?|'
		. '\bprend(?:ra)? fin(?: le)?|\bse termin(?:e|era)(?: le)?|\bfin(?:it|ira)? (?:de l\'offre|le)? ?:?|\bdate '
		. 'limite\b[^.;]{0,40}?(?:le|au|:)|\bcl[ôo]tur(?:e|es|ée|ées|ent|era)\b[^.;]{0,30}?(?:le|:|au)|\bavant le|\bau plus tard(?: '
		. 'le)?|\bau|\buntil|\btill?|\bthrough|\bends?(?: on)?|\bclos(?:es|ing)(?: date)?(?: on| is)?:?|\bdeadline\b[^.;]{0,40}?(?:is|:|'
		. 'on)|\bno later than|\b(?:register|apply|book|order|enrol|submit|sign up)\b[^.;]{0,30}\bbefore|\bby|\bto|-) ?(?:(?:le|the|'
		. 'lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday),? )*$/iu';

	/** "au", "to" and a dash mark an end only when the sentence also gives a beginning. */
	private const NEEDS_BEGINNING = '/(?:(?<!jusqu\')\bau|\bto|-) ?(?:(?:le|the|\p{L}{5,9}),? )*$/iu';

	private const BEGINNING = '/\b(?:du|from|between)\b[^.;]{1,40}$/iu';

	/**
	 * Expressions right before a date that only select items, such as contracts signed before a day. French only: in English "before" needs a
	 * call to act.
	 */
	private const WHICH_ONES = '/\p{L}(?:é|ée|és|ées|is|ise|ises) avant(?: le)? $/iu';

	/** Things that can expire. */
	private const RUNS_OUT = '/\bval(?:able|ables|ide|ides|id)\b|\boff(?:re|res|er|ers)\b|\bpromo|\bremise|\br[ée]duction|\bdiscount|'
		. '\bsoldes?\b|\bsales?\b|\bcodes?\b|\bbons?\b|\bcoupon|\bvoucher|\bdeal|\bsp[ée]cial|\bexpir|\binscription|\binscri(?:re|vez)|'
		. '\bregist|\benrol|\bcandidat|\bappl(?:y|ications?)\b|\bdate limite|\bdeadline|\bclos(?:es|ing)\b|\bcl[ôo]tur|\bappel [àa] '
		. 'projets|\bconcours|\bcontest|\btarifs?\b|\bprix\b|\bprices?\b|\brates?\b|\bgratuit|\bfree\b|\ben vigueur|\bin force|'
		. '\bdisponible|\bavailable|\bouvert(?:e|s|es)?\b|\bopen\b|\bferm[ée]|\bclosed\b|\br[ée]serv|\bbook|\bprend(?:ra)? fin|\bse '
		. 'termin|\bends?\b/iu';

	/** Things that expire even without a year in the date. */
	private const OFFER = '/\bval(?:able|ables|ide|ides|id)\b|\boff(?:re|res|er|ers)\b|\bpromo|\bremise|\br[ée]duction|\bdiscount|'
		. '\bsoldes?\b|\bsales?\b|\bcodes?\b|\bcoupon|\bvoucher|\bexpir/iu';

	private const STORY = '/\b(?:était|étaient|fut|furent|avait|avaient|a été|ont été|était|s\'est|se sont|was|were|had|has '
		. 'been|have been|née?s?|mort|born|died|siècle|century|règne|reign|guerre|war)\b|\bpartant d[eu]\b|chaque ann|tous les ans|'
		. 'every year|each year|annuel|annual|yearly|\bconserv|\bretain|\bkept\b/iu';

	/**
	 * @param list<Chunk>         $chunks
	 * @param string             $language BCP 47 primary language: 03/04 is in April, except in English, where the later of both readings
	 *                                     counts.
	 * @param \DateTimeImmutable $changed  When the page was last changed, in the site's time zone.
	 *
	 * @return list<Expiry> Past and future dates, in the order of the page.
	 */
	public static function find( array $chunks, string $language, \DateTimeImmutable $changed ): array {
		$found = [];
		foreach ( $chunks as $chunk ) {
			foreach ( SentenceSplitter::sentences( $chunk->text ) as $sentence ) {
				if ( 1 !== preg_match( '/\d/', $sentence ) || 1 !== preg_match( self::RUNS_OUT, $sentence ) ) {
					continue;
				}
				$text = FactExtractor::normalize( $sentence );
				if ( 1 === preg_match( self::STORY, $text ) ) {
					continue;
				}
				foreach ( FactExtractor::extract( $text ) as $fact ) {
					$date = FactKind::Date === $fact->kind && self::is_end_date( $fact, $text )
						? self::last_day( $fact, $text, $language, $changed )
						: null;
					if ( null !== $date ) {
						$found[] = new Expiry( $date, $fact->value, Text::truncate( Text::line( $sentence ), ClaimExtractor::QUOTE ), $chunk->anchor );
					}
				}
				if ( count( $found ) >= self::MOST ) {
					return array_slice( $found, 0, self::MOST );
				}
			}
		}
		return $found;
	}

	private static function is_end_date( Fact $date, string $text ): bool {
		$before = mb_scrub( substr( $text, max( 0, $date->at - 90 ), min( 90, $date->at ) ), 'UTF-8' );
		if ( 1 === preg_match( self::WHICH_ONES, $before ) ) {
			return false;
		}
		return 1 === preg_match( self::ENDS, $before ) &&(
			1 !== preg_match( self::NEEDS_BEGINNING, $before )
			|| 1 === preg_match( self::BEGINNING, $before )
		);
	}

	/** Last valid day as `Y-m-d`; null when it is unknown or history. */
	private static function last_day( Fact $date, string $text, string $language, \DateTimeImmutable $changed ): ?string {
		$days = [];
		foreach ( 'en' === $language ? $date->keys : array_slice( $date->keys, 0, 1 ) as $key ) {
			[ $year, $month, $day ] = array_map( intval( ... ), explode( '-', $key ) );
			if ( 0 === $year && 1 !== preg_match( self::OFFER, $text ) ) {
				continue;
			}
			if ( 0 === $year ) {
				$year  = (int) $changed->format( 'Y' );
				$year += self::format_date( $year, $month, $day ) < $changed->format( 'Y-m-d' ) ? 1 : 0;
			}
			if ( $year >= (int) gmdate( 'Y' ) - self::YEARS && $year < 2100 ) {
				$days[] = self::format_date( $year, $month, $day );
			}
		}
		return [] === $days ? null : max( $days );
	}

	/** `Y-m-d`; the last day of the month for a date without a day. */
	private static function format_date( int $year, int $month, int $day ): string {
		$days = (int) gmdate( 't', (int) gmmktime( 0, 0, 0, $month, 1, $year ) );
		return sprintf( '%04d-%02d-%02d', $year, $month, 0 === $day ? $days : min( $day, $days ) );
	}
}
