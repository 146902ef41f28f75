<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

/**
 * The kind of fact a question is after, so that of two sentences on the subject the one that holds such a fact is quoted.
 *
 * Patterns work on folded text; they only break ties between sentences, they never make one from another subject win.
 */
final class AnswerType {

	/** Words of a question => what the sentence that answers it holds. */
	private const FACTS = [
		'/\b(horaires?|heures?|ouvert\w*|ouvrez|ferm\w*|open\w*|hours?|clos(e|ed|ing))\b/'                           => '/\b\d{1,2} ?(h\b|h\d{2}|:\d{2}|am\b|pm\b|heures?|o.clock)|\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/',
		'/\b(prix|tarifs?|cout\w*|coute\w*|combien(?! de temps)|cher|chere|frais|payer|price\w*|cost\w*|how much|fees?|charges?)\b/' => '/\d[\d .,]* ?(€|eur\b|euros?\b|\$|£|%|chf\b)|[$£€] ?\d|\b(gratuit\w*|offert\w*|free)\b/',
		'/\b(delais?|combien de temps|duree|how long|quand|when|jours?|days?)\b/'                                     => '/\b(\d+|un|une|deux|trois|one|two|three) ?(a \d+ )?(minutes?|heures?|jours?|semaines?|mois|ans?|hours?|days?|weeks?|months?|years?|working)\b|\b\d{1,2} (janv|fevr|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec|jan|feb|mar|apr|may|jun|jul|aug)|\b(19|20)\d{2}\b/',
		'/\b(telephone|tel|numero|appeler|joindre|phone|call|number)\b/'                                              => '/(\d{2}[ .-]?){4,}|\+\d/',
		'/\b(mail|email|e-mail|courriel|contact\w*|ecrire)\b/'                                                        => '/\S@\S/',
		'/\b(ou|adresse|situe\w*|trouver|where|address|located|find)\b/'                                              => '/\b(rue|avenue|boulevard|place|chemin|route|quai|street|road|square|lane)\b|\b\d{5}\b/',
		'/\b(combien(?! de temps)|nombre|how many|quel age|age|taille|poids|population)\b/'                                        => '/\d/',
	];

	/** @var list<string> */
	private readonly array $wanted;

	public function __construct( string $question ) {
		$folded = Folded::fold( $question );
		$wanted = [];
		foreach ( self::FACTS as $asked => $fact ) {
			if ( 1 === preg_match( $asked, $folded ) ) {
				$wanted[] = $fact;
			}
		}
		$this->wanted = $wanted;
	}

	/** Whether the text holds a fact of a kind the question is after. */
	public function is_held_by( string $text ): bool {
		$folded = Folded::fold( $text );
		foreach ( $this->wanted as $fact ) {
			if ( 1 === preg_match( $fact, $folded ) ) {
				return true;
			}
		}
		return false;
	}
}
