<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

/** French phrases of the built-in assistant, in the code so that French pages of an English site need no WordPress language pack. */
final class FrenchPhrases {

	public static function text( Phrase $phrase ): string {
		return match ( $phrase ) {
			Phrase::Hello                  => "Bonjour\u{A0}! Posez-moi votre question, je cherche la réponse sur ce site.",
			Phrase::Welcome                => "Avec plaisir\u{A0}! Puis-je vous aider pour autre chose\u{A0}?",
			Phrase::Goodbye                => "Au revoir et à bientôt\u{A0}!",
			Phrase::NotAPerson             => "Je suis un assistant automatique, pas une personne\u{A0}: je réponds à partir des pages "
				. 'de ce site.',
			Phrase::WhoIAm                 => 'Je suis l’assistant automatique de ce site. Je cherche les réponses dans ses pages et je '
				. 'vous montre d’où elles viennent. Quand je ne sais pas, une personne peut prendre le relais.',
			Phrase::GoOn                   => "Très bien. Que souhaitez-vous savoir\u{A0}?",
			Phrase::AsYouWish              => 'D’accord. Je reste là si vous avez une autre question.',
			Phrase::SayItAgain             => "Je n’ai pas bien compris. Pouvez-vous poser votre question en quelques mots\u{A0}?",
			Phrase::NotFound               => 'Je n’ai pas trouvé la réponse à cette question sur le site.',
			Phrase::PartNotFound           => "Je n’ai pas trouvé sur le site la réponse à «\u{A0}%s\u{A0}».",
			Phrase::Yes                    => 'Oui.',
			Phrase::No                     => 'Non.',
			Phrase::NotListed              => "Non, «\u{A0}%s\u{A0}» ne figure pas dans la liste\u{A0}:",
			Phrase::SorryNoHelp            => 'Je suis désolé de ne pas avoir pu vous aider.',
			Phrase::LooksTechnical         => 'Cela ressemble à un problème technique que notre équipe doit regarder.',
			Phrase::NeedsAPerson           => 'Je ne peux pas le faire moi-même, mais notre équipe le peut.',
			Phrase::CanPassOn              => 'Je peux transmettre votre demande.',
			Phrase::CanAskToContact        => 'Je peux demander à notre équipe de vous contacter.',
			Phrase::UseButton              => "Pour parler à une personne, utilisez le bouton «\u{A0}%s\u{A0}».",
			Phrase::UseButtonToBeContacted => "Pour que notre équipe vous contacte, utilisez le bouton «\u{A0}%s\u{A0}» et laissez votre "
				. 'adresse e-mail.',
			Phrase::MoreHelp               => "Si cela ne répond pas à votre question, une personne peut vous aider\u{A0}: utilisez le "
				. "bouton «\u{A0}%s\u{A0}».",
			Phrase::AlreadyTold            => "Notre équipe a déjà votre demande\u{A0}: une personne vous répondra ici.",
			Phrase::Added                  => 'Notre équipe a bien votre message, et une personne vous répondra ici.',
			Phrase::LeaveAddress           => 'Si vous devez partir, laissez ici votre adresse e-mail pour que nous puissions vous écrire.',
			Phrase::AddressKept            => 'Merci, notre équipe a maintenant votre adresse.',
			Phrase::Saved                  => "Quelque chose à ajouter\u{A0}? Écrivez-le simplement ici.",
			Phrase::Declined               => 'D’accord, rien n’a été envoyé. Vous pouvez demander à parler à une personne à tout '
				. "moment avec le bouton «\u{A0}%s\u{A0}».",
			Phrase::NotPassedOn            => 'Votre demande n’a pas pu être transmise. Vous pouvez réessayer avec le bouton '
				. "«\u{A0}%s\u{A0}».",
			Phrase::OtherLanguage          => "La page «\u{A0}%s\u{A0}» dit, dans une autre langue\u{A0}:",
			Phrase::PageLanguage           => "La page «\u{A0}%1\$s\u{A0}» dit, en %2\$s\u{A0}:",
			Phrase::ButtonName             => 'Parler à une personne',
		};
	}
}
