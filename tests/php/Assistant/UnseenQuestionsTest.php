<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant;

use PHPUnit\Framework\Attributes\DataProvider;

/**
 * What questions on sites never seen stumble over, each kind by an example of its own, on the pages of a pottery with two studios in two
 * languages.
 */
final class UnseenQuestionsTest extends SiteQuestionsTestCase {

	private const PAGES = [
		'hours'    => [
			'Opening hours',
			"The pottery has two studios.\nMonday; Bristol: closed; Clifton: 10 a.m. – 6 p.m.\n"
				. "Tuesday to Friday; Bristol: 9 a.m. – 5 p.m.; Clifton: 10 a.m. – 6 p.m.\n"
				. "Saturday; Bristol: 9 a.m. – 4 p.m.; Clifton: closed\n"
				. "## Closures\nOn 24 and 31 December both studios close at 2 p.m.\n"
				. "## Glazing days\nWe share the big kiln with the firm Oakhill Ceramics, turn about.",
			'en',
		],
		'horaires' => [
			'Horaires',
			"La poterie a deux ateliers.\nLundi; Bristol: fermé; Clifton: 10 h – 18 h\n"
				. "Mardi à vendredi; Bristol: 9 h – 17 h; Clifton: 10 h – 18 h\n"
				. "## Fermetures\nLes 24 et 31 décembre, les deux ateliers ferment à 14 h.\n"
				. "## Cuisson\nLe laboratoire des émaux de Stoke répond le jeudi ; son numéro est affiché dans l’atelier.",
			'fr',
		],
		'where'    => [
			'Where we are',
			"## Bristol\n12 Harbour Street, by the cathedral. The tram stops at the door.\n## Clifton\n7 Regent Road, above the bakery. No car park.",
			'en',
		],
		'courses'  => [
			'Courses and prices',
			"What: Taster evening, adult; Price: £35\nWhat: Glaze workshop; Price: £48\nWhat: Firing of your own pots; Price: £9\n"
				. "## Young potters\nThe wheel from 10 years, modelling from 6. The clay hour for babies: from 20 weeks, with a parent.\n"
				. "## Prices of firing\nSize: Small; Stoneware: £4; Porcelain: £6\nSize: Large; Stoneware: £11; Porcelain: £15",
			'en',
		],
		'cours'    => [
			'Cours et tarifs',
			"Quoi: Soirée découverte, adulte; Prix: 35 €\nQuoi: Atelier d’émail; Prix: 48 €\n"
				. "## Aides\nAvec deux mutuelles, Poterva et Argilia, le tiers payant est possible.\n"
				. "## Ce que nous ne faisons pas\nNous ne réparons ni les vases ni les statues.",
			'fr',
		],
		'soins'    => [
			'Soins et envois',
			"## Renvoyer un vase\nUn vase se renvoie sous 14 jours ; les frais de renvoi sont de 6 €.\n"
				. "## Nettoyage\nLe lavage d’un vase sale est facturé 8 €.",
			'fr',
		],
		'team'     => [
			'Who is who',
			"Six potters share the house.\n## The potters\n## Maud Pelling\nTeaches raku, porcelain and wheel throwing. In Bristol from Monday to Thursday.\n"
				. "## Sam Okoro\nGlazes and moulds. In Clifton on Tuesdays and Fridays.",
			'en',
		],
		'equipe'   => [
			'Qui est qui',
			"Six potiers partagent la maison.\n## Les potiers\n## Maud Pelling\nRaku, porcelaine et tournage. À Bristol du lundi au jeudi.\n"
				. "## Sam Okoro\nEnseigne les émaux et les moules. À Clifton le mardi et le vendredi.",
			'fr',
		],
		'shop'     => [
			'Shop and dishwashers',
			"Pots for firing are left before noon. You fetch the fired pots the same week, from 4 p.m.\n## Electric kilns\n"
				. "The guarantee on the electric kiln is ten years. For an old kiln we give you back 12% of the price.\n## Payment\n"
				. "By card, or in three instalments from £150.\n## Stoneware\nOur stoneware goes into the dishwasher; tableware with gold does not.\n## Parcels\nA parcel costs £7 and takes three to five days.\n"
				. "## Loyalty\nEach pound spent gives a point, and 200 points give £10 off.",
			'en',
		],
	];

	/** @return iterable<string, array{string, string, list<string>, list<string>, list<string>}> */
	public static function answered(): iterable {
		foreach ( [
			// The fact in another unit than usual.
			[ 'en', 'At what age does the clay hour for babies begin?', [ '20 weeks' ], [] ],
			// "Tiers payant" asks for no price.
			[ 'fr', 'Avec quelles mutuelles faites-vous le tiers payant ?', [ 'Poterva', 'Argilia' ], [] ],
			// Words that say little, and forms of verbs.
			[ 'en', 'How much is an ordinary taster evening?', [ '£35' ], [] ],
			[ 'fr', 'Est-ce que vous réparez les statues ?', [ 'Nous ne réparons ni' ], [ 'Oui' ] ],
			// Who: the name is in the heading.
			[ 'en', 'Who teaches raku and porcelain?', [ 'Maud Pelling' ], [] ],
			[ 'fr', 'Qui enseigne les émaux et les moules ?', [ 'Sam Okoro' ], [] ],
			// Days and parts of days, dates in a list, all of several.
			[ 'en', 'Is Bristol open on Monday mornings?', [ 'No.', 'Bristol: closed' ], [] ],
			[ 'fr', 'vs ete ouver le 31 decembre aprem ?', [ '14 h' ], [] ],
			[ 'en', 'What is the address of each of the two shops?', [ '12 Harbour Street', '7 Regent Road' ], [] ],
			[ 'en', 'and in Bristol?', [ '9 a.m. – 4 p.m.' ], [], [ 'Is Clifton open on Saturday afternoon?' ] ],
			// One word written as two; letters swapped in a short word.
			[ 'en', 'can your stone ware go in the dish washer', [ 'goes into the dishwasher' ], [] ],
			[ 'en', 'how mcuh is a glaze workshop', [ '£48' ], [] ],
			// A discount in money, and a second sentence beside the question.
			[ 'en', 'How many loyalty points do I need for a discount?', [ '200 points' ], [] ],
			[ 'en', 'you guys open mondays? need to buy a mug', [ 'closed' ], [] ],
			// Of a table, the column that is asked for.
			[ 'en', 'What does firing a large porcelain pot cost?', [ '£15' ], [ '£11' ] ],
			[ 'fr', 'Est-ce que Bristol est ouvert le lundi ?', [ 'Non.', 'Bristol : fermé' ], [ '18 h' ] ],
			// Two parts: each has its own sentence; the same is asked of another thing; a part that names a fact only; a share is a percentage.
			[ 'en', 'When do I drop off my pots for firing and when can I fetch my pots?', [ 'before noon', 'from 4 p.m.' ], [] ],
			[ 'fr', 'Quel est le prix de la soirée découverte et celui de l’atelier d’émail ?', [ '35 €', '48 €' ], [] ],
			[ 'en', 'How long is the guarantee on the electric kiln, and what share do I get back for my old one?', [ 'ten years', '12%' ], [] ],
			[ 'fr', 'il y a des frais ?', [ '6 €' ], [], [ 'Je voudrais renvoyer un vase par la poste.' ] ],
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
	public function test_an_unseen_one_is_answered( string $language, string $question, array $words, array $lacks, array $after ): void {
		self::assert_says( $words, $lacks, $this->ask( $language, $question, $after ) );
	}

	/** @return iterable<string, array{string, string}> */
	public static function refused(): iterable {
		foreach ( [
			'en' => [
				// The hours and the number of somebody whom a page only mentions.
				'What are the opening hours of Oakhill Ceramics?',
				// The second part is about what the first one asks, which is not said.
				'Do you buy old porcelain and how much would it be for a large piece?',
			],
			'fr' => [ 'Quel est le numéro du laboratoire des émaux de Stoke ?' ],
		] as $language => $questions ) {
			foreach ( $questions as $question ) {
				yield $question => [ $language, $question ];
			}
		}
	}

	#[DataProvider( 'refused' )]
	public function test_what_is_only_mentioned_is_refused( string $language, string $question ): void {
		$answer = $this->ask( $language, $question );

		self::assertTrue( $answer->refused, $answer->parts->text() );
	}

	protected static function pages(): array {
		return self::PAGES;
	}
}
