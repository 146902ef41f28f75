<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant;

use PHPUnit\Framework\Attributes\DataProvider;

/**
 * Questions by what makes them hard (colloquial words, typing errors, what is told beside them, numbers, two branches, follow-ups), on the
 * pages of a music school in two languages.
 */
final class HardQuestionsTest extends SiteQuestionsTestCase {

	private const PAGES = [
		'lessons'  => [
			'Lessons and fees',
			"The Clef school teaches music to all ages in Nantes and in Rezé.\n## Fees per term\n"
				. "Lesson: Piano; Length: 30 minutes; Children: €210; Adults: €260\nLesson: Guitar; Length: 30 minutes; Children: €195; Adults: €240\n"
				. "Lesson: Violin; Length: 45 minutes; Children: €240; Adults: €295\nLesson: Choir; Length: 1 hour 30; Children: €60; Adults: €75\n"
				. "## Trial lesson\nThe first lesson is free and without obligation. Book it at least three days ahead.\n"
				. "## Missed lessons\nLessons you miss are not refunded. If you tell us 24 hours before, the teacher offers one other time per term.",
			'en',
		],
		'lecons'   => [
			'Cours et tarifs',
			"L’école La Clef enseigne la musique à tous les âges, à Nantes et à Rezé.\n## Tarifs par trimestre\n"
				. "Cours: Piano; Durée: 30 minutes; Enfants: 210 €; Adultes: 260 €\nCours: Guitare; Durée: 30 minutes; Enfants: 195 €; Adultes: 240 €\n"
				. "Cours: Violon; Durée: 45 minutes; Enfants: 240 €; Adultes: 295 €\nCours: Chorale; Durée: 1 h 30; Enfants: 60 €; Adultes: 75 €\n"
				. "## Cours d’essai\nLe premier cours est gratuit et sans engagement. Réservez-le au moins trois jours avant.",
			'fr',
		],
		'hire'     => [
			'Instrument hire',
			"We hire out instruments to our pupils, by the month.\n• Violin: €18 a month.\n• Classical guitar: €12 a month.\n"
				. "## Deposit\nWe keep a cheque of €200, which is not cashed, and give it back when the instrument returns.\n"
				. "## Damage\nStrings are replaced at your expense. A broken neck or a lost bow is charged.",
			'en',
		],
		'location' => [
			'Location d’instruments',
			"Nous louons des instruments à nos élèves, au mois.\n• Violon : 18 € par mois.\n• Guitare classique : 12 € par mois.\n"
				. "## Dégâts\nLes cordes sont remplacées à vos frais. Un manche cassé ou un archet perdu est facturé.",
			'fr',
		],
		'where'    => [
			'Where and when',
			"## Nantes\n8 rue des Olivettes, 44000 Nantes. The studios are on the second floor, with a lift.\n"
				. "## Rezé\n2 place Salengro, 44400 Rezé. Free parking behind the town hall. The station is 24 km away.\n"
				. "## Holidays\nThere are no lessons from 5 July to 8 September.",
			'en',
		],
		'ou'       => [
			'Où et quand',
			"## Nantes\n8 rue des Olivettes, 44000 Nantes. Les studios sont au deuxième étage, avec ascenseur.\n"
				. "## Rezé\n2 place Salengro, 44400 Rezé. Parking gratuit derrière la mairie. La gare est à 24 km.\n"
				. "## Vacances\nIl n’y a pas de cours du 5 juillet au 8 septembre.",
			'fr',
		],
		'join'     => [
			'How to join',
			"## Registration\nRegister online from 20 May or at the open day on 14 June.\n"
				. "## From what age?\nPiano and violin from 6 years, guitar from 8 years.\n"
				. "## Can adults who never learned to read music come?\nYes, a third of our adults are complete beginners.\n"
				. "## Leaving\nYou may leave at the end of each term, with a letter one month before.\n"
				. "## Cancelling a course\nMore than 7 days before: the whole price is paid back.\nBetween 7 days and 72 hours before: half is paid back.\n"
				. 'Less than 72 hours before: nothing is paid back.',
			'en',
		],
		'rejoindre' => [
			'S’inscrire',
			"## Inscription\nInscrivez-vous en ligne dès le 20 mai ou à la journée portes ouvertes du 14 juin.\n"
				. "## Les adultes qui ne lisent pas la musique peuvent-ils venir ?\nOui, un tiers de nos adultes sont de grands débutants.\n"
				. "## Arrêter\nVous pouvez arrêter à la fin de chaque trimestre, par lettre un mois avant.\n"
				. "## Paiement\nPar carte, chèque ou virement, en une à trois fois.",
			'fr',
		],
		'groups'   => [
			'Concerts and groups',
			"Every pupil may join one ensemble free of charge: rock band or string orchestra.\n"
				. "## Rehearsal rooms\nBands of pupils can use a room for €6 an hour, with drums and amplifiers.\n"
				. "## Team\nFourteen teachers work at La Clef. Jazz is taught by Omar Sy-Diallo, who has played for 14 years.",
			'en',
		],
		'groupes'  => [
			'Concerts et ensembles',
			"Chaque élève peut rejoindre un ensemble gratuitement : groupe de rock ou orchestre à cordes.\n"
				. "## Salles de répétition\nLes groupes d’élèves peuvent utiliser une salle pour 6 € l’heure, avec batterie et amplis.",
			'fr',
		],
	];

	/** @return iterable<string, array{string, string, list<string>, list<string>, list<string>}> See VisitorQuestionsTest. */
	public static function answered(): iterable {
		foreach ( [
			// Colloquial words and phrases.
			[ 'en', 'where can I dump the car in Rezé?', [ 'town hall' ], [ 'lift' ] ],
			[ 'en', 'any freebies to see if she likes it first?', [ 'first lesson is free' ], [] ],
			[ 'fr', 'on peut raquer en plusieurs fois ?', [ 'trois fois' ], [] ],
			[ 'fr', 'y a moyen de laisser tomber en cours d’année ?', [ 'fin de chaque trimestre' ], [] ],
			// Shorthand and typing errors.
			[ 'en', 'viollin hire prise per mnth', [ '€18' ], [ '€12' ] ],
			[ 'en', 'hw far is the sttaion', [ '24 km' ], [] ],
			[ 'fr', 'cb coute le piano pr 1 adulte', [ '260 €' ], [ '240 €' ] ],
			[ 'fr', 'loc guitarre par moi', [ '12 €' ], [ '18 €' ] ],
			// What is told beside the question.
			[ 'en', 'I’m 45 and can’t read a note, is that a problem?', [ 'beginners' ], [ 'minutes' ] ],
			// Numbers: within a range of mixed units, below a limit.
			[ 'en', 'Is it paid back if I cancel a course 5 days before?', [ 'half' ], [ 'whole price', 'nothing' ] ],
			[ 'en', 'Can my 4 year old start the piano?', [ 'from 6 years' ], [] ],
			// Follow-ups.
			[ 'en', 'And for adults?', [ '€295' ], [ '€260' ], [ 'How much is the violin for children?' ] ],
			[ 'en', 'and guitar?', [ '8 years' ], [], [ 'From what age can my son learn piano?' ] ],
			// A new question after one that the pages do not answer.
			[ 'en', 'How much is the choir?', [ '€60' ], [], [ 'Do you tune harps?' ] ],
			[ 'fr', 'Combien coûte la chorale ?', [ '60 €' ], [], [ 'Accordez-vous les harpes ?' ] ],
			// Two parts, yes or no, dates.
			[ 'en', 'How much is choir and how long does it last?', [ '€60', '1 hour 30' ], [ '€195' ] ],
			[ 'fr', 'Le premier cours est-il payant ?', [ 'gratuit' ], [ 'Oui' ] ],
			[ 'fr', 'Quand a lieu la journée portes ouvertes ?', [ '14 juin' ], [] ],
			// Two branches.
			[ 'en', 'Is there a lift in Nantes?', [ 'second floor' ], [ 'Salengro' ] ],
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
	public function test_a_hard_question_is_answered( string $language, string $question, array $words, array $lacks, array $after ): void {
		self::assert_says( $words, $lacks, $this->ask( $language, $question, $after ) );
	}

	/** @return iterable<string, array{string, string}> */
	public static function refused(): iterable {
		foreach ( [
			'en' => [
				'Do you teach the drums?', 'How many pupils do you have?', 'How old is Omar Sy-Diallo?', 'How much is a saxophone to hire?',
				'Is there a lift in Rezé?', 'What time does the town hall close?',
				'What is the cheapest instrument to hire?',
			],
			'fr' => [
				'Enseignez-vous la batterie ?', 'Combien coûte la location d’une harpe ?', 'Y a-t-il un internat ?',
				'Comment s’appelle le chef de la mairie ?', 'Quel est le cours de piano le moins cher ?',
			],
		] as $language => $questions ) {
			foreach ( $questions as $question ) {
				yield $question => [ $language, $question ];
			}
		}
	}

	#[DataProvider( 'refused' )]
	public function test_a_near_miss_is_refused( string $language, string $question ): void {
		$answer = $this->ask( $language, $question );

		self::assertTrue( $answer->refused, $answer->parts->text() );
	}

	protected static function pages(): array {
		return self::PAGES;
	}
}
