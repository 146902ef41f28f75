<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Dates;
use Aaia\Chatbot\Language\EditDistance;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Language\Weekdays;

/** A practical question (see PracticalKind) with what makes it more specific ("on Saturday", "of the workshop"). */
final class PracticalQuestion {

	/**
	 * Most other words of such a question. With more it is about something else ("Where are you in the process of ...").
	 */
	private const OTHER_WORDS = 2;

	/** Words to which typing errors are corrected. */
	private const VOCABULARY = [
		'address', 'adresse', 'telephone', 'phone', 'number', 'numero', 'contact', 'contacter', 'email', 'courriel',
		'horaires', 'horaire', 'opening', 'hours', 'ouvert', 'ouverts', 'ouverture', 'closed', 'located', 'location', 'where',
		'magasin', 'boutique', 'appeler', 'joindre', 'trouver', 'situes', 'saturday', 'sunday', 'monday', 'tuesday',
		'wednesday', 'thursday', 'friday', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche',
	];

	/** Phonetic spellings that differ too much to be corrected as typing errors. */
	private const BY_EAR = [
		'telefone' => 'telephone',
		'telefon'  => 'telephone',
		'fone'     => 'phone',
		'adres'    => 'adresse',
		'oraires'  => 'horaires',
		'oraire'   => 'horaire',
	];

	private const ALL = '/\b(?:both|each|every|all (?:of )?(?:the|your)|(?:the|your) two|(?:les|vos) deux|chaque|chacun\w*|'
		. 'tous (?:les|vos)|toutes (?:les|vos)|branches|addresses|adresses|agences|magasins|boutiques|shops|stores|offices|clinics|schools)\b/';

	/** Questions about another address or other hours, or other uses of the words. */
	private const NOT_ABOUT_US = '/\b(?:did|open to|ouverts? a|avez vous ouvert|my|mine|mon|ma|mes|delivery|shipping|billing|'
		. 'livraison|facturation|ip|fax|newsletter|change|modif\w+|changer|confirmation|parcel|colis|order|commande|account|compte|open '
		. '(?:an?|the|my) (?:account|box|parcel|package)|parking|park|garer)\b/';

	/**
	 * @param PracticalKind $kind Kind of the question.
	 * @param list<string>  $rest Folded words that make it more specific, without weekdays.
	 * @param list<int>     $days Requested days of the week, 0 is Monday.
	 * @param ?\DateTimeImmutable $date The requested day, where it is named by its date or as today or tomorrow.
	 * @param bool          $asks_for_all More than one is asked for ("both branches").
	 */
	private function __construct(
		public readonly PracticalKind $kind,
		public readonly array $rest,
		public readonly array $days,
		public readonly ?\DateTimeImmutable $date = null,
		public readonly bool $asks_for_all = false,
	) {}

	/**
	 * Detects a practical question; null for any other.
	 *
	 * @param ?\DateTimeImmutable $now In the site's time zone; without it days like "today" stay unknown.
	 */
	public static function detect( string $question, ?\DateTimeImmutable $now = null ): ?self {
		$found = preg_match_all( '/[^.!?]+[?]/u', $question, $asked );
		$left  = trim( (string) preg_replace( '/[^.!?]+[?]/u', '', $question ) );
		return 1 === $found && 1 === preg_match( '/\p{L}/u', $left )
			? self::detect_in( $asked[0][0], $now ) ?? self::detect_in( $question, $now )
			: self::detect_in( $question, $now );
	}

	private static function detect_in( string $question, ?\DateTimeImmutable $now ): ?self {
		$words = array_map( self::corrected( ... ), Tokenizer::words_of_message( $question ) );
		$text  = implode( ' ', $words );
		$is_about_us = 1 !== preg_match( self::NOT_ABOUT_US, $text );
		$asks_when   = 1 === preg_match( '/\b(?:when|what (?:time|hours|days)|until|quand|quelles? heures?|quels jours|horaires?)\b/', $text );
		foreach ( PracticalKind::cases() as $kind ) {
			if (
				( ! $is_about_us && PracticalKind::Parcel !== $kind )
				|| ! $kind->matches_question( $text )
				|| ( $asks_when && $kind->is_way_of_contact() )
			) {
				continue;
			}
			$date = null === $now || PracticalKind::Hours !== $kind ? null : Dates::in_question( $question, $now );
			$rest = array_filter(
				array_unique( $words ),
				static fn( string $word ): bool
					=> ! StopWords::contains( $word )
						&& ! $kind->is_generic_word( $word )
						&& [] === Weekdays::named_in( $word )
						&& ( null === $date || ! Dates::is_word( $word ) ),
			);
			if ( count( $rest ) <= self::OTHER_WORDS ) {
				return new self(
					$kind,
					array_values( $rest ),
					null === $date ? Weekdays::named_in( $text ) : [ (int) $date->format( 'N' ) - 1 ],
					$date,
					1 === preg_match( self::ALL, $text ),
				);
			}
		}
		return null;
	}

	private static function corrected( string $word ): string {
		$word = self::BY_EAR[ $word ] ?? $word;
		foreach ( self::VOCABULARY as $known ) {
			if ( $word !== $known && EditDistance::is_typo( $word, $known ) && ! in_array( $word, self::VOCABULARY, true ) ) {
				return $known;
			}
		}
		return $word;
	}
}
