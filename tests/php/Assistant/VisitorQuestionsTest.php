<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant;

use PHPUnit\Framework\Attributes\DataProvider;

/**
 * Questions as visitors type them, on the pages of a small pottery in two languages: what is answered, and with which sentences; and what
 * is refused. Every question goes the whole way, from the search to the text.
 */
final class VisitorQuestionsTest extends SiteQuestionsTestCase {

	private const PAGES = [
		'prices'  => [
			'Prices and repairs',
			"## Repairs\n• Crack, glaze included: €15\n• Glued handle: €20, 2 working days\n"
				. "• Restoring a vase (cleaning, gluing, glazing): €90, 6 working days\n"
				. "## Hire of wheels\n• Small wheel: €12 a day, €50 a week\n• Electric wheel: €25 a day, €110 a week\n"
				. "## Price of our wheels\nSmall wheels begin at €390 and electric wheels at €1,250 (model Loire).",
			'en',
		],
		'tarifs'  => [
			'Tarifs et réparations',
			"## Réparations\n• Fissure, émail compris : 15 €\n• Anse recollée : 20 €, 2 jours ouvrés\n"
				. "• Restauration d’un vase (nettoyage, collage, émaillage) : 90 €, 6 jours ouvrés\n"
				. "## Location de tours\n• Petit tour : 12 € par jour, 50 € par semaine\n• Tour électrique : 25 € par jour, 110 € "
				. "par semaine\n"
				. "## Prix de nos tours\nLes petits tours commencent à 390 € et les tours électriques à 1 250 € (modèle Loire).",
			'fr',
		],
		'send'    => [
			'Delivery',
			"We deliver to France, Belgium, Luxembourg and Switzerland.\n## Delivery times\n• France: 2 to 3 working days.\n"
				. "• Belgium and Luxembourg: 4 working days.\n"
				. "• Switzerland: 6 working days.\n## Delivery costs\n• France: €5.90, free from €60 of purchase.\n• Belgium and "
				. "Luxembourg: €9.50.\n• Switzerland: €15.",
			'en',
		],
		'back'    => [
			'Returns and refunds',
			"You may return an unused piece within 30 days.\n"
				. "## When you are refunded\nWe refund you within 5 working days after we receive the piece.",
			'en',
		],
		'hours'   => [
			'Opening hours',
			"## Shop\n• Monday: closed\n• Tuesday to Friday: 9:30 a.m. to 7 p.m.\n• Saturday: 10 a.m. to 6 p.m.\n• Sunday: closed\n"
				. "## Holidays\nWe are closed from 24 December at 4 p.m. to 2 January.",
			'en',
		],
		'heures'  => [
			'Horaires d’ouverture',
			"## Magasin\n• Lundi : fermé\n• Du mardi au vendredi : de 9 h 30 à 19 h\n• Samedi : de 10 h à 18 h\n• Dimanche : fermé\n"
				. "## Congés\nNous sommes fermés du 24 décembre à 16 h au 2 janvier.",
			'fr',
		],
		'contact' => [
			'Contact',
			"The quickest way is the telephone: 04 65 71 23 45.\nTerre Vive, 12 rue des Potiers, 69004 Lyon, France.",
			'en',
		],
		'nous'    => [
			'Nous contacter',
			"Le plus rapide est le téléphone : 04 65 71 23 45.\nTerre Vive, 12 rue des Potiers, 69004 Lyon, France.",
			'fr',
		],
		'faq'     => [
			'Questions fréquentes',
			"## Quelle hauteur de siège me faut-il ?\nDe 1,50 m à 1,62 m, prenez le siège S, "
				. "de 1,62 m à 1,75 m le siège M, au-delà le siège L.\n"
				. "## Peut-on visiter l’atelier ?\nOui, sur rendez-vous. La visite dure 40 minutes.",
			'fr',
		],
		'plans'   => [
			'Studio plans',
			"## Comparison\nPrice per month; Basic: €19; Plus: €49\n"
				. "Pots fired; Basic: 10; Plus: 40\n## Kiln\nThe kiln of the studio reaches 1,280 degrees.",
			'en',
		],
		'kiln-fr' => [
			'Cuissons partagées',
			"## Four\nLa cuisson partagée d’un pot coûte 4 € et la réservation se fait 3 jours avant.",
			'fr',
		],
	];

	/**
	 * @return iterable<string, array{0: string, 1: list<string>, 2: list<string>, 3?: list<string>}> Language and question, words of the
	 *         answer, words it lacks, earlier questions.
	 */
	public static function answered(): iterable {
		foreach ( [
			[ 'fr', 'Quel est le prix d’un tour électrique ?', [ '1 250 €' ], [ 'Magasin' ] ],
			[ 'fr', 'je fais 1,70 m', [ 'siège M' ], [ 'semaine' ], [ 'Quelle hauteur de siège me faut-il ?' ] ],
			[ 'en', 'And to Belgium?', [ '€9.50' ], [ '€15', '€5.90' ], [ 'How much is delivery to Switzerland?' ] ],
			[
				'en',
				'and how long does it take?',
				[ '4 working days' ],
				[ '€', '6 working days' ],
				[ 'How much is delivery to Switzerland?', 'And to Belgium?' ],
			],
			[ 'en', 'how long does it take?', [ '6 working days' ], [ '2 working days' ], [ 'How much is restoring a vase?' ] ],
			[ 'fr', 'Elle dure combien de temps ?', [ '6 jours ouvrés' ], [ '40 minutes' ], [ 'Combien coûte la restauration d’un vase ?' ] ],
			[ 'fr', 'combien pour recoller une anse', [ '20 €' ], [ '90 €' ] ],
			[ 'en', 'When do I get my money back?', [ '5 working days' ], [ '30 days' ] ],
			[ 'en', 'Are you open on 25 December?', [ 'No.', '24 December at 4 p.m. to 2 January' ], [ '9:30' ] ],
			[ 'fr', 'Êtes-vous ouverts le 25 décembre ?', [ 'Non.', 'du 24 décembre à 16 h au 2 janvier' ], [ '9 h 30' ] ],
			[ 'en', 'whats ur adress', [ '12 rue des Potiers' ], [] ],
			[ 'fr', 'vous ete ouver le samdi ?', [ 'Samedi : de 10 h à 18 h' ], [ 'Dimanche', 'vendredi' ] ],
			[ 'fr', 'c koi votre numéro', [ '04 65 71 23 45' ], [] ],
			[ 'en', 'do you deliver to germany', [ 'No, Germany is not on the list:', 'Luxembourg and Switzerland' ], [] ],
			[ 'en', 'Is delivery free for 70 euros?', [ 'Yes.', 'free from €60' ], [ '€15' ] ],
			[ 'en', 'Is delivery free for 50 euros?', [ 'No.', 'free from €60' ], [] ],
			[ 'en', 'are you open today?', [ 'Saturday: 10 a.m. to 6 p.m.' ], [ 'Monday', 'Tuesday', 'Sunday' ] ],
			[ 'fr', 'Vous êtes ouverts demain ?', [ 'Dimanche : fermé' ], [ 'Samedi', 'vendredi' ] ],
			[ 'en', 'How much is a glued handle and how long does it take?', [ '€20, 2 working days' ], [ '€15' ] ],
			[ 'en', 'When do you refund and how long may I keep a piece before I return it?', [ '5 working days', '30 days' ], [] ],
			[ 'en', 'How much is a crack and who is your boss?', [ '€15', 'I didn’t find the answer to “who is your boss”' ], [] ],
			[ 'en', 'How many pots are fired with Plus?', [ 'Plus: 40' ], [ '€49' ] ],
			[ 'en', 'Do you deliver to Switzerland?', [ 'Yes.', 'Switzerland' ], [] ],
			[ 'fr', 'Peut-on visiter l’atelier ?', [ 'Oui, sur rendez-vous.', '40 minutes' ], [ 'siège' ] ],
		] as $case ) {
			yield implode( ' / ', [ ...( $case[4] ?? [] ), $case[1] ] ) => [ $case[0], $case[1], $case[2], $case[3], $case[4] ?? [] ];
		}
	}

	/**
	 * @param list<string> $words
	 * @param list<string> $lacks
	 * @param list<string> $after
	 */
	#[DataProvider( 'answered' )]
	public function test_a_question_is_answered_with_the_sentences_that_belong_to_it(
		string $language,
		string $question,
		array $words,
		array $lacks,
		array $after,
	): void {
		self::assert_says( $words, $lacks, $this->ask( $language, $question, $after ) );
	}

	/** @return iterable<string, array{string, string}> */
	public static function refused(): iterable {
		foreach ( [
			'fr' => [
				'prêtez-vous un tour pendant la réparation ?', 'Quel est le tour le moins cher à Paris ?',
				'Quelle est la marque de vos tours ?', 'Combien pèse le tour Loire ?',
				'Quel est le salaire d’un potier ?', 'Was kostet eine Reparatur?', 'Avez-vous une boutique à Nantes ?',
			],
			'en' => [
				'What colour is the electric wheel?', 'How heavy is the small wheel?', 'Do you teach painting?',
				'How many wheels do you sell a year?', '¿Cuánto cuesta la entrega?',
				'How much is it to paint a vase?',
			],
		] as $language => $questions ) {
			foreach ( $questions as $question ) {
				yield $question => [ $language, $question ];
			}
		}
	}

	#[DataProvider( 'refused' )]
	public function test_what_the_pages_do_not_say_is_refused_in_the_language_of_the_page( string $language, string $question ): void {
		$answer = $this->ask( $language, $question );

		self::assertTrue( $answer->refused, $answer->parts->text() );
		self::assertTrue( $answer->offer_person );
		self::assertStringContainsString( 'fr' === $language ? 'Je n’ai pas trouvé' : 'I didn’t find', $answer->parts->text() );
	}

	public function test_a_row_of_a_french_table_has_french_punctuation_and_an_english_one_has_not(): void {
		$this->know( 'formules', "## Comparaison\nPrix par mois; Base: 19 €; Plus: 49 €", 'Formules', 'fr' );

		self::assertStringContainsString(
			"Prix par mois\u{A0}; Base\u{A0}: 19 €\u{A0}; Plus\u{A0}: 49 €",
			$this->ask( 'fr', 'Quel est le prix par mois de la formule Plus ?', [], false )->parts->text(),
		);
		self::assertStringContainsString(
			"Comparison:\n- Price per month; Basic: €19; Plus: €49",
			$this->ask( 'en', 'What is the price per month of Plus?' )->parts->text(),
		);
	}

	public function test_a_page_in_the_other_language_is_named_and_quoted_in_its_own(): void {
		$this->know( 'badges', 'Un badge visiteur coûte 3,50 €.', 'Badges', 'fr' );

		self::assertStringStartsWith(
			"The page “Badges” says, in French:\n\nUn badge",
			$this->ask( 'en', 'badge visiteur', [], false )->parts->text(),
		);
	}

	protected static function pages(): array {
		return self::PAGES;
	}
}
