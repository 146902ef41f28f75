<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Canned;

defined( 'ABSPATH' ) || exit;

/**
 * Canned replies to begin with, in English and in French.
 *
 * Not in the catalogue: a site may want both, whatever its own language.
 */
final class ExampleReplies {

	/** Languages there are examples in. */
	public const LANGUAGES = [ 'en', 'fr' ];

	/** By language and folder: [ code, title, text ]. */
	private const ALL = [
		'en' => [
			'Acknowledgement'  => [
				[
					'thanks',
					'Thank you, we are looking into it',
					"Hello,\n\nThank you for your message. I am looking into it and will answer you here as soon as I know "
						. 'more.',
				],
				[
					'details',
					'Ask for details',
					"Could you tell me a little more, please?\n\n- What did you do just before?\n- What did you expect, and "
						. "what happened instead?\n- Which page were you on, and on which device?",
				],
			],
			'Common solutions' => [
				[
					'reload',
					'The page does not work',
					'Please try this first: reload the page with Ctrl + F5 (on a Mac Cmd + Shift + R). If that does not '
						. 'help, open it in another browser or a private window. Tell me what you see then.',
				],
				[
					'password',
					'Password forgotten',
					'You can choose a new password yourself: on the login page, follow “Lost your password?” and enter your '
						. 'e-mail address. The e-mail arrives within a few minutes; please look into your spam folder too.',
				],
			],
			'Escalation'       => [
				[
					'escalate',
					'Passed on to a colleague',
					'I am passing your question on to a colleague who knows more about it. You do not have to repeat '
						. 'anything: they can read this conversation. They will answer you here.',
				],
				[
					'goodbye',
					'Is everything settled?',
					"I hope this helps. If anything else comes up, just write here again. Have a good day!\n\n{agent_name}",
				],
			],
		],
		'fr' => [
			'Accusé de réception' => [
				[
					'merci',
					'Merci, nous regardons',
					"Bonjour,\n\nMerci pour votre message. Je regarde cela et je vous réponds ici dès que j’en sais plus.",
				],
				[
					'precisions',
					'Demander des précisions',
					"Pourriez-vous m’en dire un peu plus, s’il vous plaît ?\n\n- Qu’avez-vous fait juste avant ?\n- "
						. "Qu’attendiez-vous, et que s’est-il passé ?\n- Sur quelle page étiez-vous, et sur quel appareil ?",
				],
			],
			'Solutions courantes' => [
				[
					'recharger',
					'La page ne marche pas',
					'Essayez d’abord ceci : rechargez la page avec Ctrl + F5 (sur Mac, Cmd + Maj + R). Si cela ne suffit '
						. 'pas, ouvrez-la dans un autre navigateur ou dans une fenêtre privée. Dites-moi ce que vous voyez alors.',
				],
				[
					'mot-de-passe',
					'Mot de passe oublié',
					'Vous pouvez choisir vous-même un nouveau mot de passe : sur la page de connexion, suivez « Mot de passe '
						. 'oublié ? » et saisissez votre adresse e-mail. L’e-mail arrive en quelques minutes ; regardez aussi dans '
						. 'vos indésirables.',
				],
			],
			'Escalade'            => [
				[
					'transfert',
					'Transmis à un collègue',
					'Je transmets votre question à un collègue qui connaît mieux le sujet. Inutile de tout répéter : il peut '
						. 'lire cette conversation. Il vous répondra ici.',
				],
				[
					'fin',
					'Tout est réglé ?',
					'J’espère que cela vous aide. Si autre chose se présente, écrivez simplement ici. Bonne '
						. "journée !\n\n{agent_name}",
				],
			],
		],
	];

	/** @return list<array{code: string, title: string, folder: string, text: string}> */
	public static function in( string $language ): array {
		$examples = [];
		foreach ( self::ALL[ $language ] ?? [] as $folder => $replies ) {
			foreach ( $replies as [ $code, $title, $text ] ) {
				$examples[] = [ 'code' => $code, 'title' => $title, 'folder' => $folder, 'text' => $text ];
			}
		}
		return $examples;
	}
}
