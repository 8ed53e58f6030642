"""Values of passages by scikit-learn: TF-IDF of words and pairs of words, one
logistic regression a value. `fit SCORES TEXT MODEL` learns what our scores say,
so that it has as many values to tell; `predict MODEL TEXT` is what is measured."""

import pickle
import sys

import numpy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline


def lines(path):
    with open(path, encoding="utf-8") as text:
        return text.read().splitlines()


def fit(labels, text, model):
    passages = lines(text)
    given = [(int(number), value) for number, value, _ in map(str.split, lines(labels))]
    values = sorted({value for _, value in given})
    column = {value: index for index, value in enumerate(values)}
    targets = numpy.zeros((len(passages), len(values)), dtype=int)
    for number, value in given:
        targets[number, column[value]] = 1
    pipeline = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=3, sublinear_tf=True),
        OneVsRestClassifier(LogisticRegression(solver="liblinear")),
    )
    pipeline.fit(passages, targets)
    with open(model, "wb") as file:
        pickle.dump((values, pipeline), file)


def predict(model, texts):
    with open(model, "rb") as file:
        values, pipeline = pickle.load(file)
    for text in texts:
        scores = pipeline.predict_proba(lines(text))
        for passage, column in zip(*(scores >= 0.5).nonzero()):
            print(passage, values[column], scores[passage, column], sep="\t")


if sys.argv[1] == "fit":
    fit(*sys.argv[2:])
else:
    predict(sys.argv[2], sys.argv[3:])
